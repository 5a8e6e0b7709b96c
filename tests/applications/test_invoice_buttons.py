"""For each state, person and move of an invoice: the act succeeds exactly when its button was offered."""

import pytest
from django.db import transaction

from applications.actions import invoices as actions
from applications.models import Invoice
from applications.states import InvoiceState
from qcp import clock
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from tests.foretelling import assert_foretold

MOVES = sorted({step.name for step in steps(Invoice)})
WHO = ("olivia", "eddie", "vera", "stan", "stella", "steve", "max", "rita", "sam")
PAYMENT = {"paid_by": "ach", "reference": "T-1"}
STATES = (*InvoiceState, "refund proposed")


@pytest.fixture
def in_state(draft, stella, steve):
    """An invoice brought to a state by the moves themselves; Stella proposes refunds."""

    def bring(state):
        invoice = actions.issue(draft, by=stella)
        if state == InvoiceState.OPEN:
            return invoice
        if state == InvoiceState.VOID:
            return actions.void(invoice, by=stella, note="Because.")
        invoice = actions.pay(invoice, by=stella, received_on=clock.today(), **PAYMENT)
        if state == InvoiceState.PAID:
            return invoice
        actions.propose_refund(invoice, by=stella, note="Because.")
        return invoice if state == "refund proposed" else actions.refund(invoice, by=steve, note="Because.")

    return bring


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_a_move_works_exactly_when_its_button_is_offered(state, who, in_state, request):
    user = request.getfixturevalue(who)
    invoice = in_state(state)
    offered = {offer.name for offer in moves_for(invoice, user) if offer.ready}

    for move in MOVES:
        assert works(invoice, move, user) == (move in offered), move


def works(invoice, move, user) -> bool:
    """Try it, and take it back."""
    more = {**PAYMENT, "received_on": clock.today()} if move == "pay" else {}
    try:
        with transaction.atomic():
            action(invoice, move)(invoice, by=user, note="Because.", **more)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def test_an_invoice_asks_for_the_same_with_one_site_as_with_three_in_as_many_queries(
    practice, draft, client, olivia, stella, django_assert_max_num_queries
):
    invoice = actions.issue(draft, by=stella)
    client.force_login(olivia)
    url = invoice.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(25) as one:
        client.get(url)
    for place in range(2, 5):
        invoice.lines.create(position=place + 10, text="More", quantity=1, unit_cents=1)
    with django_assert_max_num_queries(len(one)) as more:
        client.get(url)

    assert len(more) == len(one)


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(in_state, max):
    more = {"pay": {**PAYMENT, "received_on": clock.today()}}

    assert set(assert_foretold(in_state(InvoiceState.OPEN), max, **more)) >= {"pay", "void"}
