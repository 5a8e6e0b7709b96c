"""Invoices: quoted line by line, paid by cheque or transfer, voided, waived, paid back by two people; and the books."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from applications import quotes
from applications.actions import invoices as actions
from applications.gaps import payment
from applications.models import Application, FeeSchedule, Invoice, LedgerEntry
from applications.states import ApplicationKind, InvoiceKind
from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.documents.pdf import as_html
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import applications as factories

CHEQUE = {"paid_by": "cheque", "reference": "4711"}


@pytest.fixture
def ready(draft, olivia):
    """Everything but the payment is filled in."""
    return factories.fill(draft, by=olivia, but=("payment",))


@pytest.fixture
def invoice(ready, eddie):
    return actions.issue_for_practice(ready, by=eddie)


@pytest.fixture
def paid(invoice, stella):
    return actions.pay(invoice, by=stella, received_on=clock.today(), **CHEQUE)


def owed(invoice) -> int:
    return sum(entry.cents for entry in invoice.entries.all())


def gaps(application):
    return payment.gaps(Application.objects.get(pk=application.pk))


def quoted(sites=1, hours=40, kind=ApplicationKind.FIRST, what=InvoiceKind.APPLICATION):
    schedule = FeeSchedule.objects.in_force(clock.today())
    quote = quotes.quote(schedule, what, application_kind=kind, sites=sites, oncologist_hours=hours)
    return quote.cents, [(line.text, line.quantity, line.cents) for line in quote.lines]


def test_the_fee_is_explained_line_by_line(catalogue):
    assert quoted(sites=3, hours=200) == (
        425_000,
        [
            ("First application, with one site", 1, 250_000),
            ("Each site after the first", 2, 100_000),
            ("Size: 5 FTE (200 oncologist hours a week), more than 3 FTE", 1, 75_000),
        ],
    )


@pytest.mark.parametrize(
    ("given", "cents"),
    [
        ({}, 250_000),
        ({"sites": 2}, 300_000),
        ({"hours": 120}, 250_000),
        ({"hours": 121}, 325_000),
        ({"hours": 241}, 400_000),
        ({"hours": 4_000}, 500_000),
        ({"kind": ApplicationKind.RECERTIFICATION}, 200_000),
        ({"what": InvoiceKind.EXTENSION, "sites": 9, "hours": 900}, 25_000),
        ({"what": InvoiceKind.REPEAT_SURVEY}, 350_000),
    ],
)
def test_what_things_cost(catalogue, given, cents):
    assert quoted(**given)[0] == cents


def test_a_later_schedule_changes_the_price_but_no_invoice(invoice):
    before = invoice.cents
    later = FeeSchedule.objects.create(effective_on=clock.today())
    for item, over, cents in (("application", None, 1), ("extra_site", None, 2), ("fte_band", 3, 3)):
        later.fees.create(item=item, over_fte=over, cents=cents)

    assert actions.quote_for(invoice.application).cents == 1 + 2 + 3
    assert Invoice.objects.get().cents == before


def test_without_a_schedule_nothing_is_guessed(ready):
    FeeSchedule.objects.all().delete()

    with pytest.raises(NotReady) as refusal:
        actions.issue(ready, by=None)

    assert "has not published its fees yet" in refusal.value.problems[0]


def test_asking_for_the_invoice_writes_it_once(invoice, ready, eddie):
    assert actions.issue_for_practice(ready, by=eddie) == invoice
    assert (invoice.number, invoice.cents, owed(invoice)) == ("INV-0001", 375_000, 375_000)
    assert [line.cents for line in invoice.lines.all()] == [250_000, 50_000, 75_000]
    assert Deadline.objects.of(invoice).get().kind == "invoice"
    assert Letter.objects.of(invoice).get().data["total"] == "$3,750.00"
    assert gaps(ready) == [f"Pay invoice {invoice.number} by cheque or ACH; QCP staff confirm when it has arrived."]


def test_sites_and_agreements_come_before_the_invoice(draft, eddie):
    with pytest.raises(NotReady) as refusal:
        actions.issue_for_practice(draft, by=eddie)

    assert refusal.value.problems == [
        "Complete the step “Eligibility” first: it decides the fee.",
        "Complete the step “Agreements” first: it decides the fee.",
    ]


def test_viewers_and_strangers_ask_for_no_invoice(ready, vera, stan, stella):
    for user in (vera, stan, stella):
        with pytest.raises(NotAllowed):
            actions.issue_for_practice(ready, by=user)


def test_a_payment_settles_the_step_ends_the_clock_and_writes_a_receipt(paid, ready, olivia, eddie):
    assert (paid.state, paid.method, paid.reference, paid.paid_on) == ("paid", "cheque", "4711", clock.today())
    assert owed(paid) == 0
    assert gaps(ready) == []
    assert Deadline.objects.of(paid).get().status == "met"
    receipt = Letter.objects.of(paid).get(template="receipt")
    assert "Your payment of $3,750.00" in as_html(receipt.template, receipt.data, receipt.title)
    told = Message.objects.filter(notice="applications.invoice_paid")
    assert {message.address for message in told} == {olivia.email, eddie.email}


def test_paying_twice_is_impossible(paid, stella):
    with pytest.raises(OutOfDate):
        actions.pay(paid, by=stella, received_on=clock.today(), **CHEQUE)

    assert paid.entries.filter(entry="payment").count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [({"reference": "  "}, "Reference: write the number"), ({"received_on": datetime.date(2099, 1, 1)}, "Date:")],
)
def test_a_payment_needs_a_reference_and_a_day_that_has_come(invoice, stella, given, words):
    with pytest.raises(NotReady) as refusal:
        actions.pay(invoice, by=stella, **{**CHEQUE, "received_on": clock.today(), **given})

    assert words in refusal.value.problems[0]


def test_only_the_office_records_payments(invoice, olivia, eddie, sam):
    for user in (olivia, eddie, sam):
        with pytest.raises(NotAllowed):
            actions.pay(invoice, by=user, received_on=clock.today(), **CHEQUE)


def test_a_voided_invoice_is_not_owed_and_may_be_written_anew(invoice, ready, stella, eddie):
    with pytest.raises(NotReady):
        actions.void(invoice, by=stella)
    voided = actions.void(invoice, by=stella, note="The number of sites was wrong.")

    assert (voided.state, owed(voided), voided.is_waived) == ("void", 0, False)
    assert gaps(ready) == ["Ask for the invoice of the application fee."]
    assert actions.issue_for_practice(ready, by=eddie).number == "INV-0002"


def test_only_a_manager_waives_and_a_waived_fee_is_settled(invoice, ready, stella, max):
    with pytest.raises(NotAllowed):
        actions.waive(invoice, by=stella, note="Hardship.")
    waived = actions.waive(invoice, by=max, note="Hardship.")

    assert (waived.state, waived.is_waived, owed(waived)) == ("void", True, 0)
    assert gaps(ready) == []
    assert Deadline.objects.of(waived).get().status == "cancelled"


def test_a_refund_takes_two_people_of_the_office(paid, ready, stella, steve, olivia):
    with pytest.raises(NotReady):
        actions.refund(paid, by=steve, note="Paid twice.")
    with pytest.raises(NotAllowed):
        actions.propose_refund(paid, by=olivia, note="Please.")
    actions.propose_refund(paid, by=stella, note="Paid twice.")
    with pytest.raises(NotAllowed):
        actions.refund(paid, by=stella, note="Paid twice.")

    refunded = actions.refund(paid, by=steve, note="Paid twice.")

    assert (refunded.state, owed(refunded)) == ("refunded", 0)
    money = {entry.entry: entry.cents for entry in refunded.entries.all()}
    assert money == {"charge": 375_000, "payment": -375_000, "refund": 375_000, "release": -375_000}
    assert gaps(ready) == ["Ask for the invoice of the application fee."]


def test_a_proposed_refund_can_be_taken_back(paid, stella, steve):
    actions.propose_refund(paid, by=stella, note="Paid twice.")
    with pytest.raises(NotReady):
        actions.propose_refund(paid, by=steve, note="Paid twice.")

    actions.withdraw_refund(paid, by=stella)

    with pytest.raises(NotReady):
        actions.refund(paid, by=steve, note="Paid twice.")


def test_the_application_fee_is_not_owed_once_the_application_has_ended_an_extension_is(invoice, ready, olivia):
    extension = actions.issue(ready, InvoiceKind.EXTENSION, by=None or olivia)

    actions.application_ended(ready, by=olivia)

    assert Invoice.objects.get(pk=invoice.pk).state == "void"
    assert Invoice.objects.get(pk=extension.pk).state == "open"


@pytest.mark.parametrize(
    "change", ["UPDATE applications_ledgerentry SET cents = 1", "DELETE FROM applications_ledgerentry"]
)
def test_the_database_refuses_to_change_the_books(paid, change):
    from django.db import connection  # noqa: PLC0415

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert LedgerEntry.objects.count() == 2


def test_the_step_quotes_writes_and_shows_the_invoice(ready, client, eddie, vera):
    url = reverse("applications:step", args=[ready.pk, "payment"])
    client.force_login(vera)
    assert "$3,750.00" in client.get(url).content.decode()
    client.force_login(eddie)

    response = client.post(url, follow=True)

    assert response.redirect_chain[-1][0] == Invoice.objects.get().get_absolute_url()
    assert "How to pay" in response.content.decode()


def test_the_invoice_is_open_to_its_practice_and_the_office_only(invoice, client, olivia, vera, stella, stan, sam):
    for name in ("invoice", "invoice-pdf"):
        url = reverse(f"applications:{name}", args=[invoice.pk])
        for user, status in ((olivia, 200), (vera, 200), (stella, 200), (stan, 404), (sam, 404)):
            client.force_login(user)
            assert client.get(url).status_code == status


def test_a_payment_is_recorded_at_the_desk(invoice, client, stella):
    client.force_login(stella)
    url = reverse("admin:applications_invoice_move", args=[invoice.pk, "pay"])

    wrong = client.post(url, {"paid_by": "gold", "reference": "", "received_on": "soon", "make": "1"})
    right = client.post(url, {"paid_by": "ach", "reference": "T-1", "received_on": str(clock.today()), "make": "1"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert Invoice.objects.get().method == "ach"


def test_after_a_void_the_step_offers_a_new_invoice(invoice, ready, client, eddie, stella):
    url = reverse("applications:step", args=[ready.pk, "payment"])
    client.force_login(eddie)
    assert "Write the invoice" not in client.get(url).content.decode()

    actions.void(invoice, by=stella, note="The number of sites was wrong.")
    assert "Write the invoice" in client.get(url).content.decode()
    client.post(url)

    assert [each.state for each in Invoice.objects.order_by("number")] == ["void", "open"]
    assert "Write the invoice" not in client.get(url).content.decode()
