"""The office sends named steps back; the practice answers and sends again."""

import pytest

from applications.actions import application as actions
from applications.actions import filling
from applications.models import Application, StepReturn
from applications.queries.progress import rows
from applications.states import State
from qcp.deadlines.models import Deadline, Status
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady

ASKED = {"survey-dates": "Offer two dates in the first weeks.", "questionnaire": "The number of nurses looks wrong."}


def again(application):
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def returned(submitted, stella):
    return actions.return_(submitted, by=stella, steps=ASKED)


def test_a_return_names_at_least_one_step(submitted, stella):
    for steps in (None, {}, {"unknown-step": "Why"}, {"eligibility": "  "}):
        with pytest.raises(NotReady, match="Name at least one step"):
            actions.return_(submitted, by=stella, steps=steps, note="Because.")


def test_only_the_office_returns(submitted, olivia, sam):
    for user in (olivia, sam):
        with pytest.raises(NotAllowed):
            actions.return_(submitted, by=user, steps=ASKED)


def test_the_review_clock_ends_and_the_practice_reads_the_reasons(returned, stella, olivia, eddie):
    line = returned.history.get(move="return")
    letters = Message.objects.filter(notice="applications.returned")

    assert [d.status for d in Deadline.objects.of(returned).filter(kind="completeness-review")] == [Status.MET]
    assert line.note == (
        "Survey dates: Offer two dates in the first weeks. Practice questionnaire: The number of nurses looks wrong."
    )
    assert {letter.recipient for letter in letters} == {olivia, eddie}
    assert all("The number of nurses looks wrong." in letter.body for letter in letters)


def test_only_the_named_steps_are_returned_on_the_hub(returned):
    assert {row.step.slug for row in rows(again(returned)) if row.state == "returned"} == set(ASKED)


def test_it_cannot_be_sent_again_before_each_returned_step_was_answered(returned, olivia):
    with pytest.raises(NotReady, match="Answer QCP staff"):
        actions.submit(again(returned), by=olivia)


def test_answered_and_sent_again_it_keeps_its_edition_and_gets_a_new_review_clock(returned, olivia, eddie):
    edition = returned.edition
    for step in ASKED:
        filling.reply_to_return(returned, step, by=eddie, reply="Changed as you asked.")

    sent = actions.submit(again(returned), by=olivia)

    assert (sent.state, sent.edition) == (State.SUBMITTED, edition)
    assert Deadline.objects.of(sent).running().count() == 1
    assert StepReturn.objects.unanswered().count() == 0


def test_an_answer_to_a_return_is_given_once_and_in_words(returned, eddie, vera):
    with pytest.raises(NotReady, match="say what you changed"):
        filling.reply_to_return(returned, "questionnaire", by=eddie, reply="  ")
    with pytest.raises(NotAllowed):
        filling.reply_to_return(returned, "questionnaire", by=vera, reply="Changed.")
    filling.reply_to_return(returned, "questionnaire", by=eddie, reply="Changed.")
    with pytest.raises(NotReady, match="answered already"):
        filling.reply_to_return(returned, "questionnaire", by=eddie, reply="Again.")


def test_a_submitted_application_cannot_be_changed_but_a_returned_one_can(submitted, stella, eddie):
    topic = submitted.topics("questionnaire")[0]
    with pytest.raises(NotAllowed, match="not open for changes"):
        filling.save_answers(submitted, topic, {"record_system": "Paper"}, by=eddie)

    actions.return_(submitted, by=stella, steps=ASKED)
    filling.save_answers(submitted, topic, {"record_system": "Paper"}, by=eddie)

    assert again(submitted).facts.raw("record_system") == "Paper"
