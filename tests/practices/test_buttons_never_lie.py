"""For each state, person and move of a score submission: the act succeeds exactly when its button was offered."""

import pytest
from django.db import transaction

from practices.actions import scores as actions
from practices.models import ScoreState, ScoreSubmission
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from tests.factories.practices import MembershipFactory, figures_entered, with_report
from tests.foretelling import assert_foretold

MOVES = sorted({step.name for step in steps(ScoreSubmission)})
WHO = ("olivia", "eddie", "vera", "stan", "stella", "max", "rita", "sam")
NOTE = {"note": "Because."}


@pytest.fixture
def in_state(elm, olivia, stella):
    """A submission brought to a state by the moves themselves."""

    def bring(state):
        submission = with_report(figures_entered(elm))
        if state == ScoreState.WITHDRAWN:
            return actions.withdraw(submission, by=olivia)
        if state == ScoreState.DRAFT:
            return submission
        submission = actions.submit(submission, by=olivia)
        if state == ScoreState.RETURNED:
            return actions.return_(submission, by=stella, **NOTE)
        return actions.finalize(submission, by=stella) if state == ScoreState.FINAL else submission

    return bring


@pytest.mark.parametrize("state", ScoreState.values)
@pytest.mark.parametrize("who", WHO)
def test_a_move_works_exactly_when_its_button_is_offered(state, who, in_state, request):
    user = request.getfixturevalue(who)
    submission = in_state(state)
    offered = {offer.name for offer in moves_for(submission, user) if offer.ready}

    for move in MOVES:
        assert works(submission, move, user) == (move in offered), move


def works(submission, move, user) -> bool:
    """Try it, and take it back."""
    try:
        with transaction.atomic():
            action(submission, move)(submission, by=user, **NOTE)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def test_somebody_who_belongs_to_the_practice_never_judges_it(elm, in_state, stella):
    submission = in_state(ScoreState.SUBMITTED)
    MembershipFactory(practice=elm, user=stella, role="viewer")
    submission = ScoreSubmission.objects.get(pk=submission.pk)

    assert moves_for(submission, stella) == []


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(in_state, stella, olivia):
    submission = in_state(ScoreState.SUBMITTED)

    assert set(assert_foretold(submission, stella)) == {"finalize", "return"}
    assert assert_foretold(submission, olivia) == ["withdraw"]
