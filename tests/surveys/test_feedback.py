"""Three-way feedback: opened by the decision, given once, read by staff alone."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from applications.actions import application as applications
from applications.models import Application, Edition
from qcp.access.models import Recusal
from qcp.deadlines.lengths import add_days
from qcp.notices.models import Message
from qcp.web.queues import listings, queues_for
from qcp.workflow.refusals import NotReady
from qcp.workflow.system import SYSTEM
from surveys.actions import feedback as actions
from surveys.actions import survey as moves
from surveys.feedback import QUESTIONS, Side
from surveys.models import Feedback, Survey
from surveys.queries.feedback import averages
from tests.factories.compliance import completed_survey, pending_application

from .conftest import FIRST

GOOD = {side: dict.fromkeys(asked, 5) for side, asked in QUESTIONS.items()}


@pytest.fixture
def held(submitted, stella, on):
    with on(FIRST):
        return moves.complete_report(submitted, by=stella)


@pytest.fixture
def decided(held, on):
    """Certified on the day of the visit."""
    with on(FIRST):
        applications.certify(Application.objects.get(pk=held.application_id), by=SYSTEM)
        yield Survey.objects.for_list().get(pk=held.pk)


def words(response):
    return " ".join(response.content.decode().split())


def page(survey):
    return reverse("surveys:feedback", args=[survey.pk])


def waiting(user):
    return [
        line.url for each in listings(queues_for(user), user) if "feedback" in each.queue.key for line in each.lines
    ]


def test_before_the_decision_nobody_is_asked_and_nothing_is_taken(held, client, olivia, sam, stella, on):
    with on(FIRST):
        for user in (olivia, sam, stella):
            client.force_login(user)
            assert "opens once the decision about the certification is released" in words(client.get(page(held)))
            assert waiting(user) == []
        with pytest.raises(NotReady, match="opens once the decision"):
            actions.give(held, by=olivia, marks=GOOD[Side.PRACTICE])
    assert not Message.objects.filter(notice__startswith="surveys.feedback").exists()


def test_the_decision_asks_both_sides_and_each_gives_its_word_once(decided, client, olivia, eddie, sam, sue, stella):
    asked = Message.objects.filter(notice__startswith="surveys.feedback").values_list("notice", "recipient__name")
    assert sorted(asked) == [
        ("surveys.feedback_of_practice", "Olivia"),
        ("surveys.feedback_of_surveyor", "Sam"),
    ]
    assert set(Message.objects.filter(notice__startswith="surveys.feedback").values_list("url", flat=True)) == {
        page(decided)
    }
    for user, side in ((olivia, Side.PRACTICE), (sam, Side.SURVEYOR), (stella, Side.STAFF)):
        client.force_login(user)
        assert waiting(user) == ([] if side == Side.PRACTICE else [page(decided)])
        empty = client.post(page(decided), {})
        given = client.post(page(decided), {**GOOD[side], "text": f"{user} writes."}, follow=True)
        again = client.post(page(decided), {**GOOD[side], "text": "Twice."})
        assert (empty.status_code, again.status_code, waiting(user)) == (422, 422, [])
        assert "Thank you. It is confidential" in words(given)
        assert f"{user} writes." in words(given)
    assert Feedback.objects.count() == 3
    for user in (eddie, sue):
        client.force_login(user)
        assert client.get(page(decided)).status_code == 404


def test_no_side_reads_the_other_and_staff_read_both_unless_they_stepped_off(
    decided, client, olivia, sam, stella, steve
):
    actions.give(decided, by=olivia, marks=GOOD[Side.PRACTICE], text="He was late.")
    actions.give(decided, by=sam, marks=GOOD[Side.SURVEYOR], text="No charts.")

    for user, unread in ((olivia, "No charts."), (sam, "He was late.")):
        client.force_login(user)
        for url in (page(decided), decided.get_absolute_url(), "/home/", "/surveys/me/"):
            assert unread not in client.get(url).content.decode()
    client.force_login(stella)
    desk = reverse("admin:surveys_feedback_changelist")
    assert ["He was late." in words(client.get(desk)), "No charts." in words(client.get(desk))] == [True, True]
    Recusal.objects.create(case=decided.case, user=steve)
    client.force_login(steve)
    assert "He was late." not in words(client.get(desk))


def test_feedback_closes_after_ninety_days(decided, olivia, on):
    with on(add_days(FIRST, 91)), pytest.raises(NotReady, match="could be given until"):
        actions.give(decided, by=olivia, marks=GOOD[Side.PRACTICE])
    with on(add_days(FIRST, 90)):
        assert actions.give(decided, by=olivia, marks=GOOD[Side.PRACTICE]).side == Side.PRACTICE


def test_what_was_said_cannot_be_changed_afterwards(decided, olivia):
    given = actions.give(decided, by=olivia, marks=GOOD[Side.PRACTICE])

    with pytest.raises(DatabaseError), transaction.atomic():
        Feedback.objects.filter(pk=given.pk).update(text="Otherwise")


def test_a_surveyor_sees_an_average_only_once_five_practices_have_answered(decided, sam, olivia, client):
    Edition.objects.update(effective_on=datetime.date(2019, 1, 1))
    actions.give(decided, by=olivia, marks=GOOD[Side.PRACTICE])
    for count in range(4):
        assert averages(sam) == []
        survey = completed_survey(pending_application(), surveyor=sam)
        Feedback.objects.create(
            survey=survey, side=Side.PRACTICE, marks=dict.fromkeys(QUESTIONS[Side.PRACTICE], count % 2 + 1),
            given_by=olivia,
        )  # fmt: skip

    assert {round(each.mean, 1) for each in averages(sam)} == {2.2}
    client.force_login(sam)
    assert "The surveyor was fair and listened. 2.2 of 5" in words(client.get("/surveys/me/"))
