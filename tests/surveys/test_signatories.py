"""Who may sign for the practice answers for it about conflicts of interest; the question follows the right to sign."""

from practices.actions import handover, members
from practices.models import Membership
from qcp.access.models import ConflictQuestion
from tests.surveys.conftest import answer


def asked(survey):
    open_ones = ConflictQuestion.objects.filter(subject_id=survey.pk, capacity="practice", withdrawn_at=None)
    return [question.asked_of.name for question in open_ones.order_by("asked_at")]


def hand_over(practice, giver, receiver):
    to = Membership.objects.get(practice=practice, user=receiver)
    handover.accept(handover.offer(practice, to=to, afterwards="editor", by=giver), by=receiver)


def test_the_open_question_follows_the_right_to_sign(proposed, olivia, eddie):
    assert asked(proposed) == ["Olivia"]

    hand_over(proposed.practice, olivia, eddie)

    assert asked(proposed) == ["Eddie"]
    assert answer(answer(proposed, eddie), proposed.surveyor).state == "confirmed"


def test_an_answer_that_was_given_stays(proposed, olivia, eddie):
    answer(proposed, olivia)

    hand_over(proposed.practice, olivia, eddie)

    assert answer(proposed, proposed.surveyor).state == "confirmed"


def test_a_member_who_was_taken_out_cannot_answer_for_the_practice(proposed, olivia, eddie, client):
    question = ConflictQuestion.objects.get(subject_id=proposed.pk, asked_of=olivia)
    practice = proposed.practice
    members.change_role(Membership.objects.get(practice=practice, user=eddie), "signatory", by=olivia)

    members.end(Membership.objects.get(practice=practice, user=olivia), by=eddie)

    client.force_login(olivia)
    client.post(question.get_absolute_url(), {"answer": "none"})
    assert ConflictQuestion.objects.get(pk=question.pk).answer == ""
    assert asked(proposed) == ["Eddie"]
