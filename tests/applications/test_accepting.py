"""The office accepts: Certification Pending, and the clocks that come with it."""

import datetime

import pytest
import time_machine

from applications.actions import application as actions
from applications.actions.examples import accept_policies
from applications.states import State
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed


@pytest.fixture
def march():
    """A Thursday in winter, noon in New York."""
    with time_machine.travel("2026-03-05 17:00Z", tick=False):
        yield


def test_the_year_counts_from_the_submission_and_the_surveyor_from_the_acceptance(march, submitted, stella, olivia):
    with time_machine.travel("2026-03-12 17:00Z", tick=False):
        accepted = actions.accept(accept_policies(submitted, by=stella), by=stella)

    assert (accepted.state, accepted.pending_on) == (State.SURVEY_READY, datetime.date(2026, 3, 5))
    assert {d.kind: d.due_on for d in Deadline.objects.of(accepted).running()} == {
        "final-deadline": datetime.date(2027, 3, 5),
        "last-evidence": datetime.date(2027, 2, 5),
        "surveyor-named": datetime.date(2026, 3, 26),
    }
    assert Message.objects.filter(notice="applications.accepted", recipient=olivia).count() == 1


def test_the_practice_cannot_accept_its_own_application(submitted, olivia, eddie):
    for user in (olivia, eddie):
        with pytest.raises(NotAllowed):
            actions.accept(submitted, by=user)


def test_a_member_of_staff_who_belongs_to_the_practice_does_not_review_it(submitted, stella):
    submitted.practice.memberships.create(user=stella, role="viewer")

    with pytest.raises(NotAllowed):
        actions.accept(type(submitted).objects.get(pk=submitted.pk), by=stella)
