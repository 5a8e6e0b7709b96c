"""For each state, person and move: the action succeeds exactly when its button was offered as ready."""

import pytest
from django.db import transaction

from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from surveys.actions import survey as actions
from surveys.models import Survey
from tests.foretelling import assert_foretold

from .conftest import FIRST, plan

STATES = ("survey", "proposed", "confirmed", "scheduled", "begun", "submitted")
PEOPLE = ("stella", "max", "sam", "sue", "olivia", "eddie", "stan", "rita")
MOVES = sorted({step.name for step in steps(Survey)})


@pytest.mark.parametrize("fixture", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_a_move_works_exactly_when_its_button_is_offered(request, fixture, who, on):
    survey, user = request.getfixturevalue(fixture), request.getfixturevalue(who)
    inputs = {
        "propose": {"surveyor": request.getfixturevalue("sue")},
        "schedule": {"plan": plan(survey)},
        "reschedule": {"plan": plan(survey)},
        "submit_findings": {"signature": "Sam"},
    }
    with on(FIRST):
        offered = {offer.name for offer in moves_for(survey, user) if offer.ready}
        worked = {move for move in MOVES if works(survey, move, user, inputs.get(move, {}))}

    assert worked == offered


def works(survey, move, user, inputs) -> bool:
    """Make the move, and take it back."""
    try:
        with transaction.atomic():
            getattr(actions, move)(survey, by=user, note="Because.", **inputs)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("fixture", [state for state in STATES if state != "begun"])  # then it is the surveyor's turn
def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(request, fixture, on):
    survey, stella = request.getfixturevalue(fixture), request.getfixturevalue("stella")
    days = {"plan": plan(survey)}
    inputs = {"propose": {"surveyor": request.getfixturevalue("sue")}, "schedule": days, "reschedule": days}
    with on(FIRST):
        assert assert_foretold(survey, stella, **inputs)
