"""A pretend bank on a port of its own, and an invoice to be paid there."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions import bank_messages, card_tending, cards
from applications.actions import invoices as actions
from applications.models import CardPayment, Invoice
from qcp import clock
from qcp.pretend_bank.server import signed
from tests.services.bank import SECRET, TestBank


@pytest.fixture(scope="session")
def one_bank():
    bank = TestBank().start()
    yield bank
    bank.stop()


@pytest.fixture
def bank(one_bank, settings):
    one_bank.reset()
    settings.STRIPE_SECRET_KEY = "sk_test_of_the_tests"
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    settings.STRIPE_API = one_bank.address
    return one_bank


@pytest.fixture
def invoice(draft, stella):
    return actions.issue(draft, by=stella)


@pytest.fixture
def opened(bank, invoice, olivia):
    """Olivia has the bank's page before her."""
    payment = card_tending.tend(cards.start(invoice, by=olivia), lambda call: call())
    assert payment.stage == "open"
    return payment


@pytest.fixture
def paid(opened, bank):
    bank.pay()
    deliver(bank)
    return Invoice.objects.get(pk=opened.invoice_id)


def deliver(bank, *events, client=None) -> list[int]:
    """Bring the bank's messages to the portal, and let the worker come by."""
    answers = [post(event, client).status_code for event in events or bank.books.events]
    work()
    return answers


def post(event, client=None, **more):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    header = more.pop("header", None) or signed(body, more.pop("secret", SECRET), int(clock.now().timestamp()))
    return (client or Client()).post(
        reverse("applications:stripe"), body, content_type="application/json", headers={"Stripe-Signature": header}
    )


def work(minutes: int = 0) -> None:
    """The worker comes by, some minutes later."""
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        bank_messages.match_due()
        card_tending.tend_due()


def at_the_bank(bank, payment) -> int:
    """What the bank holds of this payment."""
    intent = CardPayment.objects.get(pk=payment.pk).intent_id
    return bank.books.net(intent) if intent else 0


def by_the_books(invoice) -> dict:
    """Kind of booking -> sum of cents."""
    sums: dict = {}
    for entry in Invoice.objects.get(pk=invoice.pk).entries.all():
        sums[entry.entry] = sums.get(entry.entry, 0) + entry.cents
    return sums
