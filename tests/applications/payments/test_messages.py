"""The bank's messages: only genuine ones, each once, in every order, and only about what is ours (E-31 to E-34)."""

import itertools
import json

import pytest
from django.urls import reverse

from applications.actions import card_tending, cards
from applications.actions import invoices as actions
from applications.models import BankConcern, BankMessage, CardPayment, Invoice
from qcp import clock
from qcp.pretend_bank.server import signed
from tests.services.bank import SECRET

from .conftest import at_the_bank, by_the_books, deliver, post, work

NOW = 1_800_000_000


@pytest.fixture
def event(opened, bank):
    """The bank's message that the session was paid."""
    bank.pay()
    return bank.books.events[-1]


def nothing_happened() -> bool:
    return not BankMessage.objects.exists() and Invoice.objects.get().state == "open"


def now() -> int:
    return int(clock.now().timestamp())


def headers(body: bytes) -> dict:
    """Signatures that must not be believed."""
    right = signed(body, SECRET, now())
    stamp, mark = right.split(",")
    return {
        "wrong": f"{stamp},v1={'0' * 64}",
        "none": "none",
        "without a mark": stamp,
        "without a time": mark,
        "two times": f"{stamp},t={now() - 1},{mark}",
        "old": signed(body, SECRET, now() - 301),
        "from the future": signed(body, SECRET, now() + 301),
        "of another message": signed(b'{"id": "evt_1"}', SECRET, now()),
        "with another secret": signed(body, "whsec_of_somebody_else", now()),
        "of another scheme": right.replace("v1=", "v0="),
        "of another moment": f"t={now() - 1},{mark}",
        "no number": f"t=soon,{mark}",
    }


@pytest.mark.parametrize("how", headers(b""))
def test_a_message_that_is_not_genuine_has_no_effect(event, how):
    body = json.dumps(event).encode()

    answer = post(body, header=headers(body)[how])

    assert answer.status_code == 400
    assert nothing_happened()


def test_a_message_written_anew_with_the_same_content_is_not_genuine(event):
    body = json.dumps(event).encode()
    header = signed(body, SECRET, now())

    assert post(json.dumps(event, indent=1).encode(), header=header).status_code == 400
    assert post(body.replace(b'"paid"', b'"\\u0070aid"'), header=header).status_code == 400
    assert post(b"\xff" + body, header=header).status_code == 400
    assert nothing_happened()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id": "evt_1", "type": "x", "data": {"object": 5}}', b"null"])
def test_a_signed_message_that_says_nothing_is_refused(opened, body):
    assert post(body).status_code == 400
    assert nothing_happened()


def test_while_one_secret_replaces_another_both_are_believed(event, settings):
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", SECRET]

    assert post(event).status_code == 200
    assert post(event, secret="whsec_new").status_code == 200
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new"]
    assert post(event).status_code == 400


def test_the_address_takes_messages_only_and_is_absent_without_a_secret(event, client, settings):
    assert client.get(reverse("applications:stripe")).status_code == 405
    settings.STRIPE_WEBHOOK_SECRETS = []
    assert post(event).status_code == 404


def test_one_message_a_thousand_times_has_one_effect(event, bank, paid_once):
    """As a bank that lost our answers would send it."""
    answers = {post(event).status_code for _ in range(1000)}
    for _ in range(10):
        work()

    assert answers == {200}

    assert BankMessage.objects.count() == 1
    assert paid_once()


@pytest.fixture
def paid_once(opened, bank):
    def check() -> bool:
        payment = CardPayment.objects.get(pk=opened.pk)
        books = by_the_books(opened.invoice)
        letters = payment.invoice.history.filter(move="pay").count()
        return books == {"charge": 375_000, "payment": -375_000} and payment.money == 375_000 and letters == 1

    return check


RETURNS = ("before the messages", "after the messages", "never")


def test_every_order_of_messages_and_returns_ends_the_same(draft, bank, olivia, stella, steve, client):
    """24 orders of paid, a card refused, paid back, disputed; with the payer's return before, after, or never."""
    ends = []
    client.force_login(olivia)
    for order in itertools.permutations(range(4)):
        for back in RETURNS:
            invoice = actions.issue(draft, by=stella, occasion=f"{order}{back}")
            payment = card_tending.tend(cards.start(invoice, by=olivia), lambda call: call())
            events = a_life_at_the_bank(bank)
            waiting = reverse("applications:waiting", args=[invoice.pk])
            if back == "before the messages":
                client.post(waiting)
            for number in order:
                deliver(bank, events[number])
            if back == "after the messages":
                client.post(waiting)
            work()
            ends.append((how_it_stands(payment), at_the_bank(bank, payment)))

    assert len(ends) == 72
    assert set(map(str, ends)) == {str(ends[0])}
    assert ends[0] == ({"stage": "paid", "dispute": "open", "money": -100, "short": True, "invoice": "paid"}, -100)


def a_life_at_the_bank(bank) -> list[dict]:
    """A refused card, then paid; a part is paid back by the bank itself; the whole is disputed."""
    before = len(bank.books.events)
    bank.books.decline(bank.session["id"])
    intent = bank.pay()["payment_intent"]
    bank.books.refund({"payment_intent": intent, "amount": 100})
    bank.books.dispute(intent)
    told = {event["type"]: event for event in bank.books.events[before:]}
    kinds = ("payment_intent.payment_failed", "checkout.session.completed", "charge.refunded", "charge.dispute.created")
    return [told[kind] for kind in kinds]


def how_it_stands(payment) -> dict:
    payment = CardPayment.objects.get(pk=payment.pk)
    facts = {"stage": payment.stage, "dispute": payment.dispute, "money": payment.money, "short": payment.is_short}
    return facts | {"invoice": payment.invoice.state}


def changed(event, **fields) -> dict:
    """The message with another content, under a name of its own."""
    other = json.loads(json.dumps(event))
    thing = other["data"]["object"]
    other["id"] += "x"
    for name, value in fields.items():
        (other if name in ("livemode", "account", "type") else thing)[name] = value
    return other


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount_total": 1}, "over 1 cents, our payment over 375000"),
        ({"amount_total": 750_000}, "over 750000 cents"),
        ({"currency": "eur"}, "in eur, and not in US dollars"),
        ({"livemode": True}, "another kind of account"),
        ({"account": "acct_other"}, "from another account (acct_other)"),
        ({"id": "cs_test_other"}, "about another session (cs_test_other)"),
        (
            {"client_reference_id": "another's", "metadata": {}, "payment_intent": None},
            "no payment of ours",
        ),
    ],
)
def test_what_does_not_fit_to_our_payment_is_held_for_the_office(event, fields, words, stella, client):
    client.force_login(stella)

    deliver(None, changed(event, **fields))

    concern = BankConcern.objects.get()
    assert words in concern.words
    assert Invoice.objects.get().state == "open"
    assert words in client.get(concern.get_absolute_url()).content.decode().replace("&#x27;", "'")
    assert "Money to look into" in client.get("/home/").content.decode()


def test_a_message_of_a_kind_that_says_nothing_about_money_is_kept_and_that_is_all(event):
    deliver(None, changed(event, type="customer.updated"))

    assert BankMessage.objects.get().kind == "customer.updated"
    assert Invoice.objects.get().state == "open"
    assert not BankConcern.objects.exists()


def test_the_bank_tells_another_amount_when_asked_and_nothing_is_booked(opened, bank):
    bank.pay()
    bank.books.intents[bank.session["payment_intent"]]["amount_received"] = 100
    deliver(bank)

    assert "The bank says $1.00" in BankConcern.objects.get().words
    assert Invoice.objects.get().state == "open"


def test_a_message_that_names_only_the_banks_own_name_finds_its_payment(opened, bank):
    intent = bank.pay()["payment_intent"]
    dispute = {"object": "dispute", "id": "dp_1", "payment_intent": intent, "currency": "usd", "amount": 375_000}
    deliver(bank, changed(bank.books.events[-1], type="charge.dispute.created") | {"data": {"object": dispute}})

    assert BankMessage.objects.get().payment_id == opened.pk
    assert Invoice.objects.get().state == "paid"


def test_a_payment_of_another_application_at_the_same_bank_is_held(opened, bank):
    foreign = {"id": "pi_f", "object": "payment_intent", "metadata": {}, "amount": 5, "currency": "usd"}
    bank.books.intents["pi_f"] = foreign | {"amount_received": 5, "status": "succeeded"}
    event = {"id": "evt_f", "type": "charge.refunded", "livemode": False}
    deliver(bank, event | {"data": {"object": {"object": "charge", "payment_intent": "pi_f"}}})

    assert "no payment of ours" in BankConcern.objects.get().words
    assert post(event | {"data": {"object": foreign}}).status_code == 200
    assert BankConcern.objects.count() == 1


def test_while_the_bank_cannot_be_asked_a_genuine_message_waits(event, bank):
    bank.faults.plan("GET /v1/checkout/sessions/", "500", times=9)
    deliver(bank)
    assert Invoice.objects.get().state == "open"

    bank.faults.planned.clear()
    work(minutes=2)

    assert Invoice.objects.get().state == "paid"
