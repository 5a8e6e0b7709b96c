"""What the office finds about money at home: as many questions to the database for one as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.actions.concerns import settle_concern
from applications.models import BankConcern, CardPayment
from applications.queues import money_to_look_into, returns_to_confirm
from qcp import clock
from qcp.workflow.refusals import NotAllowed, NotReady


def surplus(invoice, stella, number):
    """Money that nobody owed, and Stella's wish to send it back."""
    payment = CardPayment(invoice=invoice, number=number, cents=100, stage="paid", is_surplus=True, look_at=None)
    payment.intent_id, payment.session_id = f"pi_{number}", f"cs_{number}"
    payment.expires_at = payment.paid_at = clock.now()
    payment.save()
    payment.refunds.create(cents=100, proposed_by=stella, reason="Nobody owed it.")
    return payment.concerns.create(key=f"surplus/{number}", words="Send it back.", invoice=invoice)


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "address",
    [
        *("/home/", "/home/queues/applications.bank-concerns/", "/home/queues/applications.returns/"),
        *("/admin/applications/cardpayment/", "/admin/applications/bankconcern/", "/admin/applications/ledgerentry/"),
        *("/admin/applications/invoice/", "/admin/applications/feeschedule/", "/admin/applications/bankmessage/"),
    ],
)
def test_a_list_of_money_costs_the_same_for_one_as_for_three(invoice, client, stella, steve, address):
    client.force_login(steve)
    surplus(invoice, stella, 1)
    one = queries(client, address)
    surplus(invoice, stella, 2)
    surplus(invoice, stella, 3)

    assert queries(client, address) == one <= 40


def test_whoever_proposed_does_not_find_it_in_their_own_queue(invoice, stella, steve):
    surplus(invoice, stella, 1)

    assert (returns_to_confirm(stella).count(), returns_to_confirm(steve).count()) == (0, 1)


def test_what_was_looked_into_leaves_the_queue_with_a_note(invoice, stella, olivia):
    concern = surplus(invoice, stella, 1)
    with pytest.raises(NotAllowed):
        settle_concern(concern, by=olivia, note="Mine.")
    with pytest.raises(NotReady):
        settle_concern(concern, by=stella, note=" ")

    settle_concern(concern, by=stella, note="Sent back.")

    assert money_to_look_into(stella).count() == 0
    assert BankConcern.objects.get().settled_by == stella
    with pytest.raises(NotReady, match="settled this already"):
        settle_concern(concern, by=stella, note="Again.")


def test_a_concern_is_closed_to_whoever_stepped_off_the_case(invoice, client, stella, steve):
    concern = surplus(invoice, stella, 1)
    invoice.case.recusals.create(user=steve)
    client.force_login(steve)

    assert client.get(concern.get_absolute_url()).status_code == 404
    assert money_to_look_into(steve).count() == returns_to_confirm(steve).count() == 0
