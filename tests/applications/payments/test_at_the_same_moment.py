"""Messages, workers, payers and the office at the same moment on real connections: one effect, and no deadlock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from applications.actions import card_tending, cards
from applications.actions import invoices as actions
from applications.models import BankMessage, CardPayment, Invoice
from qcp import clock
from qcp.notices.models import Message
from qcp.workflow.refusals import Refused

from .conftest import by_the_books, post, work

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one connection"),
]


def together(*acts) -> list:
    """Start all acts at once; what each came to, or the name of its refusal."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def test_one_message_in_fifty_connections_has_one_effect(opened, bank):
    bank.pay()
    event = bank.books.events[-1]

    answers = together(*[lambda: post(event).status_code] * 50)
    together(*[work] * 4)

    assert set(answers) == {200}
    assert BankMessage.objects.count() == 1
    assert by_the_books(opened.invoice) == {"charge": 375_000, "payment": -375_000}
    assert Message.objects.filter(notice="applications.invoice_paid").count() == 2


def test_two_colleagues_who_press_at_once_have_one_session(invoice, bank, olivia, eddie):
    def press(who):
        return card_tending.tend(cards.start(invoice, by=who), lambda call: call()).pk

    answers = together(*[lambda who=who: press(who) for who in (olivia, eddie) * 3])

    assert len(set(answers)) == 1
    assert len(bank.books.sessions) == CardPayment.objects.count() == 1


@pytest.mark.parametrize("time", range(3))
def test_a_cheque_and_a_card_at_once_pay_the_fee_once(opened, bank, stella, time):
    bank.pay()
    event = bank.books.events[-1]
    post(event)
    cheque = {"paid_by": "cheque", "reference": "4711", "received_on": clock.today()}

    together(work, lambda: actions.pay(opened.invoice, by=stella, **cheque), lambda: post(event).status_code, work)
    work(minutes=5)

    books, payment = by_the_books(opened.invoice), CardPayment.objects.get()
    assert books["payment"] == -375_000
    assert (Invoice.objects.get().method == "cheque") == payment.is_surplus == ("surplus" in books)
    assert payment.money == 375_000


def test_two_confirmations_of_a_refund_send_the_money_back_once(paid, bank, stella, steve, max):
    actions.propose_refund(paid, by=stella, note="Withdrawn in time.")

    confirm = [lambda who=who: actions.refund(paid, by=who, note="Agreed.").state for who in (steve, max) * 2]
    answers = together(*confirm, work)
    together(work, work)

    assert answers.count("refunded") == 1
    assert len(bank.books.refunds) == 1
    assert CardPayment.objects.get().money == 0
