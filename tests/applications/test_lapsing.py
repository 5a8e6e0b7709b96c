"""At the final deadline: the application lapses, unless something holds it."""

import datetime

import pytest
import time_machine

from applications.actions import application as actions
from applications.states import State
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline, Status
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM
from tests.factories.applications import ApplicationFactory, practice_of


@pytest.fixture
def pending(catalogue, olivia):
    """Certification Pending since 5 March 2026."""
    with time_machine.travel("2026-03-05 17:00Z", tick=False):
        application = ApplicationFactory(survey_ready=True, practice=practice_of(olivia))
        deadlines.open(application, Kind.FINAL_DEADLINE, because="Accepted", start=application.pending_on)
        deadlines.open(application, Kind.LAST_EVIDENCE, because="Accepted", start=application.pending_on)
    return application


def test_on_the_last_day_it_is_still_in_time(pending):
    with time_machine.travel("2027-03-06 04:59Z"), pytest.raises(NotReady, match="has not passed yet"):
        actions.lapse(pending, by=SYSTEM)


def test_the_minute_after_it_lapses_with_a_letter_and_ends_every_clock(pending, olivia):
    with time_machine.travel("2027-03-06 05:00Z"):
        lapsed = actions.lapse(pending, by=SYSTEM)

    assert (lapsed.state, lapsed.ended_on) == (State.LAPSED, datetime.date(2027, 3, 6))
    assert {d.kind: d.status for d in Deadline.objects.of(lapsed)} == {
        "final-deadline": Status.MISSED,
        "last-evidence": Status.CANCELLED,
    }
    assert Letter.objects.get(subject_id=lapsed.pk).title == "Application APP-0001 has lapsed"
    assert [m.recipient for m in Message.objects.filter(notice="applications.lapsed")] == [olivia]


def test_no_person_lets_an_application_lapse(pending, stella, olivia):
    for user in (stella, olivia):
        with time_machine.travel("2027-06-01 12:00Z"), pytest.raises(NotAllowed):
            actions.lapse(pending, by=user)


def test_the_appeal_counts_from_the_day_the_letter_arrives(pending):
    with time_machine.travel("2027-03-06 12:00Z"):
        lapsed = actions.lapse(pending, by=SYSTEM)
    actions.letter_received(lapsed, on=datetime.date(2027, 3, 9))

    assert deadlines.running(lapsed, Kind.APPEAL).due_on == datetime.date(2027, 4, 8)


def test_an_appeal_that_is_won_opens_it_again_with_the_deadline_of_the_panel(pending):
    with time_machine.travel("2027-03-06 12:00Z"):
        lapsed = actions.lapse(pending, by=SYSTEM)
    with time_machine.travel("2027-05-06 12:00Z"):
        reopened = actions.reopen(lapsed, by=SYSTEM, final_deadline=datetime.date(2027, 9, 1))

    assert (reopened.state, reopened.ended_on) == (State.IN_COMPLIANCE, None)
    assert deadlines.running(reopened, Kind.FINAL_DEADLINE).due_on == datetime.date(2027, 9, 1)
