"""A bank that is slow, broken, or cut off in the middle of an answer: one session, one payment, words (E-30, E-39)."""

import threading
import time
from contextlib import suppress

import pytest
from django.urls import reverse

from applications.actions import card_refunds, card_tending, cards
from applications.actions import invoices as actions
from applications.bank import bank as the_bank
from applications.models import BankConcern, CardPayment, Invoice
from qcp import clock
from qcp.workflow.refusals import NotReady

from .conftest import at_the_bank, by_the_books, deliver, work

CREATE = "POST /v1/checkout/sessions"
FAULTS = ("500", "cut", "garbage", "slow", "hang")


@pytest.fixture(autouse=True)
def quick(settings):
    settings.CARD_SECONDS = 0.4


def press(client, invoice, olivia):
    client.force_login(olivia)
    return client.post(reverse("applications:pay", args=[invoice.pk]), follow=True)


@pytest.mark.parametrize("how", FAULTS)
def test_whatever_happens_to_the_first_try_there_is_one_session_in_the_end(bank, invoice, client, olivia, how):
    bank.faults.plan(CREATE, how)

    page = press(client, invoice, olivia).content.decode()
    assert "The bank does not answer at the moment" in page
    assert "your card was not charged" in page
    time.sleep(0.9 if how in ("slow", "hang") else 0)  # the bank finishes what it had begun
    work(minutes=2)
    work(minutes=4)

    payment = CardPayment.objects.get()
    assert payment.stage == "open"
    assert payment.session_id == bank.session["id"]
    assert len(bank.books.sessions) == 1


def test_a_key_that_broke_is_not_used_again_but_only_after_the_bank_was_asked(bank, invoice, olivia):
    bank.faults.plan(CREATE, "500")
    payment = cards.start(invoice, by=olivia)
    first = payment.key
    work()
    assert CardPayment.objects.get().key != first
    asked = len(bank.faults.asked)

    work(minutes=2)

    assert bank.faults.asked[asked] == "GET /v1/checkout/sessions"
    assert CardPayment.objects.get().stage == "open"


def test_pressing_again_while_the_bank_is_silent_makes_no_second_session(bank, invoice, client, olivia):
    bank.faults.plan(CREATE, "hang", times=1)
    for _ in range(3):
        press(client, invoice, olivia)

    assert CardPayment.objects.count() == 1
    time.sleep(0.9)
    work(minutes=2)
    assert len(bank.books.sessions) == 1


@pytest.mark.parametrize("how", ["hang", "drip"])
def test_a_page_answers_in_time_however_slow_the_bank_is(bank, invoice, client, olivia, how):
    bank.faults.plan(CREATE, how, seconds=1.5)

    began = time.monotonic()
    page = press(client, invoice, olivia)

    assert "Waiting for the bank" in page.content.decode()
    assert time.monotonic() - began < 1.4
    time.sleep(1.2)


def test_few_pages_wait_for_the_bank_at_a_time_and_the_others_answer_at_once(bank, invoice, olivia):
    from applications.bank.answers import Unanswered  # noqa: PLC0415
    from applications.bank.patience import AT_ONCE, FREE, Impatience  # noqa: PLC0415

    [FREE.acquire() for _ in range(AT_ONCE)]  # calls of earlier tests go on by themselves, and have ended now
    FREE.release(AT_ONCE)
    asked, answered = threading.Semaphore(0), threading.Event()

    def slow():
        asked.release()
        answered.wait()

    def wait():
        with suppress(Unanswered):
            Impatience()(slow)

    waiting = [threading.Thread(target=wait) for _ in range(AT_ONCE)]
    [thread.start() for thread in waiting]
    [asked.acquire() for _ in waiting]
    with pytest.raises(Unanswered, match="Other pages wait for the bank already."):
        Impatience()(slow)
    answered.set()
    [thread.join() for thread in waiting]


def test_the_bank_is_never_asked_while_a_transaction_is_open(bank, db):
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic(), pytest.raises(RuntimeError, match="no transaction open"):
        the_bank()


def test_a_bank_that_is_down_for_an_hour_is_asked_more_and_more_seldom(bank, invoice, olivia):
    bank.faults.plan("", "500", times=99)
    cards.start(invoice, by=olivia)
    for minutes in range(0, 20):
        work(minutes=minutes)

    assert 4 <= len(bank.faults.asked) <= 9
    assert CardPayment.objects.get().stage == "asked"


def test_a_session_that_never_came_about_is_given_up_and_another_may_be_asked_for(bank, invoice, olivia):
    bank.faults.plan("", "hang", times=2, seconds=0)
    cards.start(invoice, by=olivia)
    work()
    bank.faults.planned.clear()
    work(minutes=40)

    assert CardPayment.objects.get().stage == "failed"
    assert cards.start(invoice, by=olivia).number == 2


def test_a_worker_that_died_is_followed_by_another_when_its_lease_is_over(opened, bank):
    bank.pay()
    CardPayment.objects.update(look_at=clock.now())
    assert card_tending.claim(CardPayment.objects.due())  # and then it dies
    work()
    assert Invoice.objects.get().state == "open"

    work(minutes=3)

    assert Invoice.objects.get().state == "paid"


def test_what_a_worker_brings_back_too_late_is_refused(opened, bank):
    CardPayment.objects.update(look_at=clock.now())
    late = card_tending.claim(CardPayment.objects.due())
    seen = the_bank().see(late)
    bank.pay()
    work(minutes=3)
    assert Invoice.objects.get().state == "paid"

    card_tending.record(late, card_tending.Answer(seen=seen))

    assert CardPayment.objects.get().stage == "paid"


def refund(invoice, stella, steve):
    actions.propose_refund(invoice, by=stella, note="Withdrawn in time.")
    return actions.refund(invoice, by=steve, note="Withdrawn in time.")


def test_a_refund_goes_back_to_the_card_and_the_books_say_so_when_it_has(paid, bank, stella, steve):
    refunded = refund(paid, stella, steve)
    assert refunded.state == "refunded"
    assert by_the_books(paid) == {"charge": 375_000, "payment": -375_000, "release": -375_000}

    work()

    payment = paid.card_payments.get()
    assert by_the_books(paid)["refund"] == 375_000
    assert (payment.refunds.get().stage, payment.money, at_the_bank(bank, payment)) == ("done", 0, 0)


@pytest.mark.parametrize("how", FAULTS)
def test_whatever_happens_to_the_first_try_money_goes_back_once(paid, bank, stella, steve, how, monkeypatch):
    monkeypatch.setattr("applications.bank.stripe_checkout.PATIENCE_SECONDS", 0.4)
    the_known = the_bank()
    the_known.client._requestor._client._timeout = 0.4
    bank.faults.plan("POST /v1/refunds", how)
    refund(paid, stella, steve)
    work()
    time.sleep(0.9 if how in ("slow", "hang") else 0)
    work(minutes=2)
    work(minutes=5)

    payment = paid.card_payments.get()
    assert (payment.refunds.get().stage, at_the_bank(bank, payment)) == ("done", 0)
    assert len(bank.books.refunds) == 1


def test_a_refund_that_the_bank_refuses_is_put_before_the_office_and_paid_back_by_cheque(
    paid, bank, stella, steve, client
):
    bank.books.intents[paid.reference]["amount_received"] = 375_000
    bank.books.refund({"payment_intent": paid.reference, "amount": 375_000})  # by the bank itself, unseen
    refund(paid, stella, steve)
    work()
    payment = paid.card_payments.get()
    assert BankConcern.objects.filter(key__startswith="refund/").exists()
    assert payment.refunds.get().stage == "refused"
    client.force_login(stella)

    client.post(f"/card-refunds/{payment.refunds.get().pk}/otherwise/", {"reference": "C-9", "paid_on": clock.today()})

    assert payment.refunds.get().stage == "otherwise"


def test_a_refund_that_comes_back_to_the_bank_is_owed_again(paid, bank, stella, steve):
    refund(paid, stella, steve)
    work()
    bank.books.fail_refund(next(iter(bank.books.refunds)))
    deliver(bank)

    payment = paid.card_payments.get()
    assert (payment.refunds.get().stage, payment.money, at_the_bank(bank, payment)) == ("refused", 375_000, 375_000)
    assert "expired_or_canceled_card" in BankConcern.objects.get().words

    cards.try_again(payment.refunds.get(), by=stella)
    work()

    assert (payment.refunds.get().stage, CardPayment.objects.get().money, at_the_bank(bank, payment)) == ("done", 0, 0)


def test_money_that_nobody_owed_goes_back_when_two_people_agree(opened, bank, stella, steve, client):
    bank.pay()
    actions.pay(opened.invoice, by=stella, received_on=clock.today(), paid_by="cheque", reference="4711")
    deliver(bank)
    concern, payment = BankConcern.objects.get(), CardPayment.objects.get()
    client.force_login(stella)
    assert "Propose to send $3,750.00 back to the card" in client.get(concern.get_absolute_url()).content.decode()
    client.post(f"/card-payments/{payment.pk}/return/", {"note": "Paid twice."})
    wish = payment.refunds.get()
    client.post(f"/card-refunds/{wish.pk}/confirm/")
    assert payment.refunds.get().stage == "proposed"
    client.force_login(steve)
    client.post(f"/card-refunds/{wish.pk}/confirm/")
    work()

    assert payment.refunds.get().stage == "done"
    assert at_the_bank(bank, payment) == CardPayment.objects.get().money == 0
    assert sum(by_the_books(opened.invoice).values()) == 0
    with pytest.raises(NotReady):
        card_refunds.paid_otherwise(payment.refunds.get(), by=stella, reference="1", paid_on=clock.today())


def test_a_disputed_payment_is_short_until_the_dispute_is_won(paid, bank):
    dispute = bank.books.dispute(paid.reference)
    deliver(bank)
    payment = CardPayment.objects.get()
    assert (payment.dispute, payment.is_short, payment.money, at_the_bank(bank, payment)) == ("open", True, 0, 0)
    assert list(Invoice.objects.unsettled()) == [paid]

    bank.books.decide(dispute["id"], "won")
    deliver(bank)

    payment = CardPayment.objects.get()
    assert (payment.dispute, payment.is_short, payment.money) == ("won", False, 375_000)
    assert not Invoice.objects.unsettled().exists()


def test_a_lost_dispute_ends_in_a_new_invoice_when_two_people_agree(paid, bank, stella, steve, draft):
    dispute = bank.books.dispute(paid.reference)
    deliver(bank)
    actions.propose_refund(paid, by=stella, note="The bank took it back.")
    with pytest.raises(NotReady, match="disputes this payment"):
        actions.refund(paid, by=steve, note="The bank took it back.")
    bank.books.decide(dispute["id"], "lost")
    deliver(bank)

    actions.refund(paid, by=steve, note="The bank took it back.")
    work()

    assert sum(by_the_books(paid).values()) == 0
    assert not bank.books.refunds
    assert actions.issue(draft, by=stella).number == "INV-0002"
