"""The office asks about single questions; the practice answers each in words, and nobody overwrites a colleague."""

import pytest
from django.urls import reverse

from applications.actions import application as actions
from applications.actions import filling
from applications.models import Application, StepReturn
from applications.queries.progress import rows
from applications.states import State
from qcp.workflow.refusals import NotReady

ASKED = {"nurses": "The last page says seven.", "date_1": "Our surveyors are at a meeting that day."}


def again(application):
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def returned(submitted, stella):
    return actions.return_(submitted, by=stella, questions=ASKED)


def reply(client, application, step, asked, text, seen=None):
    prefix = f"answer-{asked.pk}-"
    sent = {f"{prefix}question": asked.question, f"{prefix}seen": asked.reply if seen is None else seen}
    url = reverse("applications:reply", args=[application.pk, step])
    return client.post(url, sent | {f"{prefix}reply": text})


def test_staff_return_single_questions_from_a_page_that_shows_every_answer(client, submitted, stella):
    client.force_login(stella)
    url = reverse("applications:return", args=[submitted.pk])
    page = client.get(url).content.decode()

    empty = client.post(url, {})
    done = client.post(url, {"question-nurses": ASKED["nurses"], "step-policies": "Two are out of date."})

    assert "How many nurses give treatment?" in page and "<br>11" in page
    assert empty.status_code == 422 and "Write at least one thing that is to be changed." in empty.content.decode()
    assert (done.status_code, again(submitted).state) == (303, State.RETURNED)
    assert [(each.step, each.question, each.answer_then) for each in StepReturn.objects.order_by("pk")] == [
        ("policies", "", ""),
        ("questionnaire", "nurses", "11"),
    ]


def test_the_step_and_its_page_show_what_is_asked_about_which_question(client, returned, eddie):
    client.force_login(eddie)
    page = client.get(reverse("applications:topic", args=[returned.pk, "questionnaire", "people"])).content.decode()

    assert "asked about “How many nurses give treatment?”" in page
    assert ASKED["nurses"] in page
    assert {row.step.slug for row in rows(again(returned)) if row.state == "returned"} == {
        "questionnaire",
        "survey-dates",
    }


def test_it_cannot_be_sent_before_every_question_was_answered(client, returned, eddie, olivia):
    client.force_login(eddie)
    for number, asked in enumerate(StepReturn.objects.order_by("pk")):
        with pytest.raises(NotReady, match="Answer QCP staff"):
            actions.submit(again(returned), by=olivia)
        assert reply(client, returned, asked.step, asked, f"Put right, number {number}.").status_code == 303

    assert actions.submit(again(returned), by=olivia).state == State.SUBMITTED


def test_the_second_of_two_who_answer_reads_both_and_chooses(client, returned, eddie, olivia):
    asked = StepReturn.objects.get(question="nurses")
    filling.reply_to_return(returned, "questionnaire", question="nurses", by=olivia, reply="Seven is right.")
    client.force_login(eddie)

    page = reply(client, returned, "questionnaire", asked, "Eleven is right.", seen="")
    text = page.content.decode()

    assert page.status_code == 422
    assert "Olivia answered this while you had the page open" in text
    assert "Seven is right." in text and "Eleven is right." in text
    assert StepReturn.objects.get(pk=asked.pk).reply == "Seven is right."
    assert (
        reply(client, returned, "questionnaire", asked, "Eleven is right.", seen="Seven is right.").status_code == 303
    )
    assert StepReturn.objects.get(pk=asked.pk).reply == "Eleven is right."


def test_staff_read_the_thread_with_the_answer_then_and_now(client, returned, eddie, olivia, stella):
    people = next(topic for topic in returned.topics("questionnaire") if topic.slug == "people")
    filling.save_answers(returned, people, {"nurses": "7"}, by=eddie)
    for asked in StepReturn.objects.all():
        filling.reply_to_return(returned, asked.step, question=asked.question, by=eddie, reply="Counted anew.")
    actions.submit(again(returned), by=olivia)
    client.force_login(stella)

    for name in ("check", "return", "detail"):
        page = client.get(reverse(f"applications:{name}", args=[returned.pk])).content.decode()
        assert "The answer was “11”." in page and "The answer is now “7”." in page
        assert "Counted anew." in page and ASKED["nurses"] in page


def test_a_question_that_nobody_asks_cannot_be_returned(submitted, stella):
    with pytest.raises(NotReady, match="Name at least one step"):
        actions.return_(submitted, by=stella, questions={"no_such_question": "Why?", "nurses": "  "})
