"""The hub and the submission ask the same: with any single thing missing, the row says so and nothing is sent."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from applications.actions import application as actions
from applications.actions import filling
from applications.actions.catalogue import publish
from applications.actions.examples import fresh
from applications.actions.opening import open_application
from applications.models import StepReturn
from applications.queries.progress import rows
from applications.questions.examples import example_answers
from applications.states import State
from applications.steps import STEPS
from qcp.deadlines.lengths import add_weeks, add_years
from qcp.workflow.refusals import NotReady
from tests.factories import applications as factories

INDEPENDENT = [step.slug for step in STEPS if step.slug not in ("eligibility", "agreements", "questionnaire")]


def refused(application, by) -> list[str]:
    with pytest.raises(NotReady) as refusal:
        actions.submit(fresh(application), by=by)
    return refusal.value.problems


def open_steps(application) -> set[str]:
    return {row.step.slug for row in rows(fresh(application)) if row.state != "complete"}


@pytest.mark.parametrize("slug", INDEPENDENT)
def test_without_one_step_nothing_is_sent_and_its_row_says_so(client, draft, olivia, slug):
    factories.fill(draft, by=olivia, but=(slug,))
    gaps = [str(gap) for step in STEPS for gap in step.gaps(fresh(draft))]
    client.force_login(olivia)

    assert open_steps(draft) == {slug}
    assert refused(draft, olivia) == gaps
    page = client.post(reverse("applications:submit", args=[draft.pk]), {"is_true": "on"})
    assert page.status_code == 422 and "It cannot be sent yet" in page.content.decode()
    assert fresh(draft).state == State.DRAFT


def test_scores_and_webinar_are_asked_again_on_the_day_of_the_submission(complete, olivia):
    with time_machine.travel(add_years(datetime.datetime.now(datetime.UTC), 1)):
        problems = refused(complete, olivia)

    assert any(text.startswith("There is no qualifying QOPI score") for text in problems)
    assert any(text.startswith("Nobody of the practice attended the webinar") for text in problems)


def test_days_that_have_passed_are_asked_anew_before_it_is_sent_but_not_after(practice, olivia):
    with time_machine.travel("2026-03-05 17:00Z"):
        factories.qualify(practice)
        application = factories.complete_application(practice, by=olivia)
    with time_machine.travel("2026-05-05 17:00Z"):
        assert all(text.startswith("Offer a day from") for text in refused(application, olivia))
        dates = application.topics("survey-dates")[0]
        filling.save_answers(application, dates, example_answers(dates, fresh(application).facts), by=olivia)
        sent = actions.submit(fresh(application), by=olivia)

    with time_machine.travel("2026-08-05 17:00Z"):
        sent = fresh(sent)
        assert open_steps(sent) == set()
        assert list(dates.found(sent.facts)) == []
        assert sent.facts.on == datetime.date(2026, 5, 5)
        assert add_weeks(sent.facts.on, 3) <= min(sent.offered_dates())


def test_a_text_that_changed_while_it_was_returned_is_signed_anew(submitted, stella, olivia, eddie):
    publish("license-terms", "2", title="License Terms", body="New words.", effective_on=datetime.date(2021, 1, 1))
    asked = actions.return_(submitted, by=stella, steps={"payment": "Which cheque?"})
    filling.reply_to_return(asked, "payment", by=eddie, reply="Number 1001.")

    assert refused(submitted, olivia) == ["Sign the License Terms."]
    assert StepReturn.objects.unanswered().count() == 0


def test_a_page_nobody_looked_through_is_not_sent(submitted, olivia, eddie):
    actions.withdraw(submitted, by=olivia)
    again = open_application(submitted.practice, by=eddie)
    factories.fill(again, by=olivia, but=("questionnaire", "policies"))

    assert "Look through “People”: the answers come from your last application." in refused(again, olivia)
