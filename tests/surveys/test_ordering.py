"""How surveys come about: with the acceptance, or by the manager's order within its time; and how they end."""

import datetime

import pytest

from applications.models import Invoice
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady
from surveys.actions import endings, ordering
from surveys.actions import survey as actions
from surveys.models import Survey
from surveys.states import Kind, State
from tests.factories.surveys import AcceptedApplicationFactory, SurveyFactory

pytestmark = pytest.mark.usefixtures("fees")
GROUND = "Discordance: the policy on two-person checks was not what was seen."


@pytest.fixture
def completed(submitted, stella, on):
    with on(datetime.date(2026, 4, 8)):
        return actions.complete_report(submitted, by=stella)


def order(survey, by, kind=Kind.REPEAT, ground=GROUND):
    return ordering.order(survey.application, kind=kind, by=by, ground=ground)


def test_the_acceptance_opens_a_survey_that_waits_for_a_surveyor(application, stella):
    survey = ordering.application_accepted(application, by=stella)

    assert (survey.state, survey.kind, survey.reference) == (State.UNASSIGNED, Kind.INITIAL, "SUR-0001")
    assert survey.case == application.case


def test_a_completed_report_opens_eight_weeks_for_a_repeat_and_a_draft_for_the_committee(completed):
    assert completed.application.reports.get().survey == completed
    assert completed.report_on == datetime.date(2026, 4, 8)
    assert deadlines.running(completed, Clock.REPEAT_SURVEY_NOTICE).due_on == datetime.date(2026, 6, 3)


def test_the_manager_orders_a_repeat_and_the_practice_reads_the_ground(completed, max, olivia, on):
    with on(datetime.date(2026, 6, 3)):
        repeat = order(completed, max)

    assert (repeat.kind, repeat.follows, repeat.ground) == (Kind.REPEAT, completed, GROUND)
    assert deadlines.running(completed, Clock.REPEAT_SURVEY_NOTICE) is None
    assert deadlines.running(repeat.application, Clock.SURVEYOR_NAMED).due_on == datetime.date(2026, 6, 17)
    invoice = Invoice.objects.get(application=repeat.application)
    assert (invoice.kind, invoice.occasion, invoice.state) == ("repeat_survey", str(repeat.pk), "open")
    assert GROUND in Message.objects.get(notice="surveys.ordered", recipient=olivia).body


def test_a_repeat_is_too_late_after_eight_weeks_but_a_verification_is_not(completed, max, on):
    deadlines.open(completed.application, Clock.FINAL_DEADLINE, because="accepted")
    with on(datetime.date(2026, 6, 4)):
        with pytest.raises(NotReady, match="until June 3, 2026"):
            order(completed, max)

        assert order(completed, max, kind=Kind.VERIFICATION, ground="Check the plan").kind == Kind.VERIFICATION


def test_a_verification_is_too_late_after_the_final_deadline(completed, max, on):
    deadlines.open(completed.application, Clock.FINAL_DEADLINE, because="accepted")
    with on(datetime.date(2027, 3, 3)), pytest.raises(NotReady, match="final deadline"):
        order(completed, max, kind=Kind.VERIFICATION)


def test_only_the_manager_orders(completed, stella, olivia):
    for user in (stella, olivia):
        with pytest.raises(NotAllowed):
            order(completed, user)


def test_an_order_needs_a_ground_and_a_completed_report(completed, survey, max):
    with pytest.raises(NotReady, match="write why"):
        order(completed, max, ground=" ")


def test_nothing_is_ordered_before_the_first_report(scheduled, max):
    with pytest.raises(NotReady, match="follows a completed survey report"):
        order(scheduled, max)


def test_only_one_survey_goes_on_at_a_time(completed, max):
    order(completed, max)

    with pytest.raises(NotReady, match="still going on"):
        order(completed, max, kind=Kind.VERIFICATION)


def test_a_repeat_needs_a_different_surveyor(completed, max, stella, sam, sue):
    repeat = order(completed, max)

    with pytest.raises(NotReady, match="Surveyed this application before"):
        actions.propose(repeat, by=stella, surveyor=sam)
    assert actions.propose(repeat, by=stella, surveyor=sue).surveyor == sue


def test_the_end_of_the_application_cancels_what_has_not_begun(scheduled, sam, olivia):
    endings.application_ended(scheduled.application, by=olivia)

    survey = Survey.objects.get(pk=scheduled.pk)
    assert (survey.state, survey.surveyor) == (State.CANCELLED, None)
    assert not Deadline.objects.of(survey).running().exists()
    assert not sam.busy_days.exists()
    assert {m.recipient for m in Message.objects.filter(notice="surveys.cancelled")} >= {sam, olivia}


def test_the_end_of_the_application_keeps_what_was_held_and_nothing_is_owed(completed, olivia):
    endings.application_ended(completed.application, by=olivia)

    assert Survey.objects.get(pk=completed.pk).state == State.REPORT_COMPLETED
    assert not Deadline.objects.of(completed).running().exists()


def test_a_first_survey_cancelled_by_staff_leaves_a_new_one_to_arrange(confirmed, stella):
    actions.cancel(confirmed, by=stella, note="Arranged for the wrong application year")

    assert list(Survey.objects.values_list("state", "kind")) == [("cancelled", "initial"), ("unassigned", "initial")]
    assert deadlines.running(confirmed.application, Clock.SURVEYOR_NAMED).due_on == datetime.date(2026, 3, 16)


def test_a_survey_of_an_ended_application_goes_no_further(practice, roster, sam, stella):
    ended = AcceptedApplicationFactory(practice=practice, state="denied", ended_on=clock.today())

    with pytest.raises(NotReady, match="now “Denied”, so there is nothing to survey"):
        actions.propose(SurveyFactory(application=ended), by=stella, surveyor=sam)
