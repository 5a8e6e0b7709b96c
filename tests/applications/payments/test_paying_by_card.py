"""Paying by card: the bank's page, the waiting page, the receipt; nothing is believed but what the bank says itself."""

import pytest
from django.urls import reverse

from applications.actions import cards
from applications.actions import invoices as actions
from applications.models import BankConcern, CardPayment, Invoice
from qcp import clock
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady

from .conftest import at_the_bank, by_the_books, deliver, work

CHEQUE = {"paid_by": "cheque", "reference": "4711"}


def test_the_button_leads_to_the_banks_page_and_the_money_settles_the_fee(bank, invoice, client, eddie):
    client.force_login(eddie)

    page = client.get(reverse("applications:pay", args=[invoice.pk]))
    sent = client.post(reverse("applications:pay", args=[invoice.pk]))
    assert "Pay $3,750.00 on the bank's page" in page.content.decode()
    assert (sent.status_code, sent.url) == (303, f"{bank.address}/pay/{bank.session['id']}")
    bank.pay()
    deliver(bank)

    invoice.refresh_from_db()
    payment = invoice.card_payments.get()
    assert (invoice.state, invoice.method, invoice.reference) == ("paid", "card", payment.intent_id)
    assert by_the_books(invoice) == {"charge": 375_000, "payment": -375_000}
    assert at_the_bank(bank, payment) == payment.money == 375_000
    assert Letter.objects.of(invoice).get(template="receipt").data["amount"] == "$3,750.00"
    assert Message.objects.filter(notice="applications.invoice_paid", recipient=eddie).exists()


def test_before_paying_amount_purpose_and_refund_rule_are_said(bank, invoice, client, vera):
    client.force_login(vera)

    words = client.get(reverse("applications:pay", args=[invoice.pk])).content.decode()

    assert "$3,750.00" in words
    assert "First application, with one site" in words
    assert "paid back when the application is withdrawn before it was submitted" in words
    assert "An editor or signatory of the practice can pay here." in words


def test_the_bank_is_told_the_amount_the_purpose_and_when_its_page_ends(opened, bank):
    session = bank.session

    assert (session["amount_total"], session["currency"]) == (375_000, "usd")
    assert session["client_reference_id"] == str(opened.pk)
    assert session["expires_at"] == int(opened.expires_at.timestamp())
    assert session["about"] == f"Application fee, invoice {opened.invoice.number}"


@pytest.mark.parametrize("asked", ["", "?session_id=cs_1&paid=1&status=success", "?payment_status=paid"])
def test_the_page_to_which_the_bank_sends_back_believes_nothing_in_its_address(opened, client, olivia, asked):
    client.force_login(olivia)

    page = client.get(reverse("applications:waiting", args=[opened.invoice_id]) + asked)

    assert "Waiting for the bank" in page.content.decode()
    assert Invoice.objects.get(pk=opened.invoice_id).state == "open"


def test_asking_the_bank_while_waiting_finds_the_payment_without_any_message(opened, bank, client, olivia):
    bank.pay()
    client.force_login(olivia)

    answer = client.post(reverse("applications:waiting", args=[opened.invoice_id]), follow=True)

    assert answer.redirect_chain[-1][0] == opened.invoice.get_absolute_url()
    assert "The bank was asked" in answer.content.decode()
    assert Invoice.objects.get(pk=opened.invoice_id).state == "paid"


def test_back_after_paying_shows_the_invoice_with_its_receipt(paid, client, olivia):
    client.force_login(olivia)
    for page in ("pay", "waiting"):
        answer = client.get(reverse(f"applications:{page}", args=[paid.pk]))
        assert (answer.status_code, answer.url) == (303, paid.get_absolute_url())

    again = client.post(reverse("applications:pay", args=[paid.pk]), follow=True)

    assert "is settled already, so there is nothing to pay" in again.content.decode()
    assert "Receipt for" in again.content.decode()
    assert paid.card_payments.count() == 1


def test_two_colleagues_are_led_to_one_session(opened, bank, client, eddie):
    client.force_login(eddie)

    answer = client.post(reverse("applications:pay", args=[opened.invoice_id]))

    assert answer.url == opened.url
    assert len(bank.books.sessions) == CardPayment.objects.count() == 1
    page = client.get(reverse("applications:pay", args=[opened.invoice_id])).content.decode()
    assert "Olivia has opened the bank&#x27;s page" in page or "Olivia has opened the bank's page" in page


def test_viewers_strangers_and_the_office_pay_nothing(bank, invoice, vera, stan, stella):
    for user in (vera, stan, stella):
        with pytest.raises(NotAllowed):
            cards.start(invoice, by=user)


def test_without_an_account_at_a_bank_the_office_records_what_comes_in(invoice, client, olivia):
    client.force_login(olivia)
    with pytest.raises(NotReady):
        cards.start(invoice, by=olivia)

    assert "takes no cards at the moment" in client.get(reverse("applications:pay", args=[invoice.pk])).content.decode()
    assert "Pay by card" not in client.get(invoice.get_absolute_url()).content.decode()


def test_a_refused_card_leaves_the_page_open_and_the_invoice_unpaid(opened, bank):
    bank.books.decline(bank.session["id"])
    deliver(bank)

    opened.refresh_from_db()
    assert (opened.stage, Invoice.objects.get(pk=opened.invoice_id).state) == ("open", "open")
    assert not BankConcern.objects.exists()


def test_when_the_banks_page_has_ended_another_may_be_opened(opened, bank, olivia, client):
    bank.books.expire(bank.session["id"])
    deliver(bank)
    client.force_login(olivia)
    words = client.get(reverse("applications:waiting", args=[opened.invoice_id])).content.decode()
    assert "The bank&#x27;s page has ended" in words or "The bank's page has ended" in words

    client.post(reverse("applications:pay", args=[opened.invoice_id]))

    assert sorted(CardPayment.objects.values_list("stage", flat=True)) == ["expired", "open"]
    assert len(bank.books.sessions) == 2


@pytest.mark.parametrize("settled", ["cheque", "void", "waive"])
def test_settled_in_another_way_the_banks_page_is_closed(opened, bank, stella, max, settled):
    if settled == "cheque":
        actions.pay(opened.invoice, by=stella, received_on=clock.today(), **CHEQUE)
    else:
        getattr(actions, settled)(opened.invoice, by=max, note="Settled otherwise.")
    work()

    opened.refresh_from_db()
    assert (opened.stage, bank.session["status"]) == ("expired", "expired")


def test_paid_by_cheque_and_by_card_in_the_same_minute_the_card_money_is_nobodys_fee(opened, bank, stella):
    bank.pay()
    actions.pay(opened.invoice, by=stella, received_on=clock.today(), **CHEQUE)
    deliver(bank)

    opened.refresh_from_db()
    assert (opened.stage, opened.is_surplus) == ("paid", True)
    assert by_the_books(opened.invoice) == {"charge": 375_000, "payment": -375_000, "surplus": -375_000}
    concern = BankConcern.objects.get()
    assert "came in by card for INV-0001, which was settled already" in concern.words.replace("Invoice ", "")
    assert Message.objects.filter(notice="applications.bank_concern", recipient=stella).exists()


def test_a_card_payment_is_recorded_by_the_banks_word_only(opened, stella):
    with pytest.raises(NotReady) as refusal:
        actions.pay(opened.invoice, by=stella, paid_by="card", reference="pi_1", received_on=clock.today())

    assert "recorded when the bank says that it arrived" in refusal.value.problems[0]
