"""E-36: every night the bank's books are laid beside ours, and each difference is found."""

import time

import pytest

from applications.actions import reconciling
from applications.models import BankConcern, CardPayment, Invoice
from qcp import clock

from .conftest import at_the_bank, deliver, work

SIZE = 100


def session(bank, payment, cents=100, **more) -> dict:
    stranger = f"f{len(bank.books.intents)}"
    intent = f"pi_{payment.pk.hex}" if payment else f"pi_{stranger}"
    metadata = {"payment": str(payment.pk)} if payment else {}
    name = payment.session_id if payment else f"cs_test_{stranger}"
    known = {"currency": "usd", "livemode": False, "created": int(time.time()), "expires_at": int(time.time()) + 3000}
    bank.books.intents[intent] = {
        **{"id": intent, "amount": cents, "amount_received": cents, "status": "succeeded", "metadata": metadata},
        **{"latest_charge": {"id": "ch_1", "created": int(time.time())}, "currency": "usd"},
    }
    bank.books.sessions[name] = {
        **known, "id": name, "status": "complete", "payment_status": "paid", "amount_total": cents,
        "client_reference_id": str(payment.pk) if payment else None, "payment_intent": intent, "url": None, **more,
    }  # fmt: skip
    return bank.books.sessions[name]


@pytest.fixture
def same(bank, invoice):
    """A hundred payments that bank and portal know alike."""
    payments = []
    for number in range(1, SIZE + 1):
        payment = CardPayment(invoice=invoice, number=number, cents=100, stage="paid", is_surplus=True, look_at=None)
        payment.session_id, payment.intent_id = f"cs_test_{payment.pk.hex}", f"pi_{payment.pk.hex}"
        payment.expires_at = payment.paid_at = clock.now()
        payment.save()
        payment.entries.create(
            invoice=invoice, entry="surplus", cents=-100, on=clock.today(), reference=payment.intent_id
        )
        session(bank, payment)
        payments.append(payment)
    return payments


def lost_message(bank, payment):
    """The bank was paid, and nobody told us."""
    CardPayment.objects.filter(pk=payment.pk).update(stage="expired", is_surplus=False, paid_at=None)


def other_amount(bank, payment):
    bank.books.sessions[payment.session_id]["amount_total"] = 99


def unknown_refund(bank, payment):
    refund = {"id": f"re_{payment.pk.hex}", "payment_intent": payment.intent_id, "amount": 40, "status": "succeeded"}
    bank.books.refunds[refund["id"]] = refund | {"created": int(time.time()), "metadata": {}}


def unknown_dispute(bank, payment):
    dispute = {"id": f"dp_{payment.pk.hex}", "payment_intent": payment.intent_id, "amount": 100, "reason": "fraudulent"}
    bank.books.disputes[dispute["id"]] = dispute | {"created": int(time.time()), "status": "lost"}


def session_of_nobody(bank, payment):
    session(bank, None)


def session_that_the_bank_does_not_know(bank, payment):
    del bank.books.sessions[payment.session_id]


def never_paid_at_the_bank(bank, payment):
    bank.books.sessions[payment.session_id].update(status="expired", payment_status="unpaid", payment_intent=None)


def refund_of_nobody(bank, payment):
    refund = {"id": f"re_{payment.pk.hex}", "payment_intent": "pi_of_nobody", "amount": 5, "status": "succeeded"}
    bank.books.refunds[refund["id"]] = refund | {"created": int(time.time()), "metadata": {}}


def refund_that_failed(bank, payment):
    unknown_refund(bank, payment)
    refund = bank.books.refunds[f"re_{payment.pk.hex}"]
    refund["status"] = "failed"
    line = {"entry": "return", "cents": 40, "on": clock.today(), "reference": refund["id"]}
    payment.entries.create(invoice=payment.invoice, **line)


DIFFERENCES = [
    *(lost_message, other_amount, unknown_refund, unknown_dispute, session_of_nobody),
    *(session_that_the_bank_does_not_know, never_paid_at_the_bank, refund_of_nobody, refund_that_failed),
]
FOREIGN = (session_of_nobody, refund_of_nobody)


def test_books_that_agree_have_no_difference(same):
    assert len(reconciling.compare()) == 0


def test_each_of_a_hundred_differences_is_found(same, bank):
    ours, foreign = set(), 0
    for number, payment in enumerate(same):
        differ = DIFFERENCES[number % len(DIFFERENCES)]
        differ(bank, payment)
        foreign += differ in FOREIGN
        ours |= set() if differ in FOREIGN else {payment.pk}

    found = reconciling.compare()

    assert found.payments == ours
    assert (len(found.foreign), len(found)) == (foreign, SIZE)
    assert BankConcern.objects.filter(key__startswith="foreign/").count() == foreign
    assert set(CardPayment.objects.filter(look_at__isnull=False).values_list("pk", flat=True)) == ours


def test_a_night_after_all_messages_were_lost_the_fee_is_paid(opened, bank):
    bank.pay()

    reconciling.compare()
    work()

    assert Invoice.objects.get().state == "paid"
    assert at_the_bank(bank, opened) == CardPayment.objects.get().money
    assert len(reconciling.compare()) == 0


def test_only_what_is_due_is_asked_about(opened, bank):
    before = len(bank.faults.asked)
    work()
    assert len(bank.faults.asked) == before
    work(minutes=11)
    assert len(bank.faults.asked) == before + 1
    bank.pay()
    deliver(bank)
    asked = len(bank.faults.asked)
    work(minutes=600)
    assert len(bank.faults.asked) == asked
