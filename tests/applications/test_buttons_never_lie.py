"""In each state and for everybody: a move works exactly when its button is offered."""

import datetime

import pytest
from django.db import transaction

from applications.actions import application as actions
from applications.actions import policies as policy_actions
from applications.models import Application
from applications.states import State
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from tests.factories.applications import TRAITS, ApplicationFactory, practice_of
from tests.foretelling import assert_foretold

WHO = ("olivia", "eddie", "vera", "stan", "stella", "max", "sam", "rita", "carl")
INPUTS = {
    "return": {"note": "Because.", "steps": {"policies": "Hand in the missing one."}},
    "reopen": {"final_deadline": datetime.date(2030, 1, 1)},
}
MOVES = sorted({step.name for step in steps(Application)})


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("who", WHO)
def test_a_move_works_exactly_when_its_button_is_offered(request, catalogue, olivia, eddie, vera, state, who):
    user = request.getfixturevalue(who)
    application = ApplicationFactory(practice=practice_of(olivia, eddie, vera), **TRAITS[State(state)])
    offered = {offer.name for offer in moves_for(application, user) if offer.ready}

    for move in MOVES:
        assert works(application, move, user) == (move in offered), move


def works(application, move, user):
    act = getattr(actions, move, None) or getattr(actions, f"{move}_")
    try:
        with transaction.atomic():
            act(Application.objects.get(pk=application.pk), by=user, **INPUTS.get(move, {}))
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(submitted, olivia, stella):
    policies = list(submitted.policy_documents.all())
    tried = {move for document in policies for move in assert_foretold(document, stella)}
    for document in policies:
        policy_actions.accept(document, by=stella)
    record = Application.objects.get(pk=submitted.pk)

    assert tried == {"accept", "return"}
    assert set(assert_foretold(record, stella, **INPUTS)) == {"accept", "return"}
    assert assert_foretold(record, olivia) == ["withdraw"]
