"""Invoices follow what they are for: sites added or closed, a repeat survey that is not held."""

import pytest

from applications.actions import card_tending, cards
from applications.actions import invoices as actions
from applications.gaps import payment
from applications.models import Application, BankConcern, Invoice
from applications.states import InvoiceKind
from practices.models import Site
from qcp import clock
from qcp.deadlines.models import Deadline
from tests.factories import applications as factories
from tests.factories.practices import SiteFactory

from .conftest import work

CHEQUE = {"paid_by": "cheque", "reference": "4711"}


@pytest.fixture
def ready(draft, olivia):
    return factories.fill(draft, by=olivia, but=("payment",))


@pytest.fixture
def asked(ready, eddie):
    return actions.issue_for_practice(ready, by=eddie)


def fresh(application):
    return Application.objects.get(pk=application.pk)


def close_a_site(application):
    Site.objects.filter(pk=application.practice.sites.get(is_main=False).pk).update(closed_on=clock.today())


def gaps(application) -> list[str]:
    return [str(gap) for gap in payment.gaps(fresh(application))]


def test_when_a_site_is_closed_the_open_invoice_is_written_anew(asked, ready, eddie, client):
    close_a_site(ready)
    assert gaps(ready)[0].startswith("Have invoice INV-0001 written anew")
    client.force_login(eddie)
    page = f"/applications/{ready.pk}/steps/payment/"
    assert "Write the invoice anew" in client.get(page).content.decode()

    client.post(page)

    assert [(each.number, each.state, each.cents) for each in Invoice.objects.order_by("number")] == [
        ("INV-0001", "void", 375_000),
        ("INV-0002", "open", 325_000),
    ]
    assert Deadline.objects.of(Invoice.objects.get(number="INV-0001")).get().status == "cancelled"
    assert gaps(ready) == ["Pay invoice INV-0002 by cheque or ACH; QCP staff confirm when it has arrived."]


def test_an_invoice_written_anew_closes_the_banks_page_of_the_old_one(bank, asked, ready, eddie, olivia):
    payment = card_tending.tend(cards.start(asked, by=olivia), lambda call: call())
    close_a_site(ready)

    actions.issue_for_practice(fresh(ready), by=eddie)
    work()

    payment.refresh_from_db()
    assert payment.stage == "expired"


def test_a_site_added_after_the_fee_was_paid_is_asked_for_by_itself(asked, ready, eddie, stella):
    actions.pay(asked, by=stella, received_on=clock.today(), **CHEQUE)
    assert gaps(ready) == []
    ready.practice.__class__.objects.filter(pk=ready.practice.pk).update(oncologist_hours=4_000)
    assert gaps(ready) == ["Ask for the invoice of the difference: sites or size changed since INV-0001 was paid."]

    more = actions.issue_for_practice(fresh(ready), by=eddie)

    assert (more.cents, [line.text for line in more.lines.all()]) == (
        175_000,
        ["Difference to invoice INV-0001: sites or size of the practice changed"],
    )
    assert gaps(ready) == ["Pay invoice INV-0002 by cheque or ACH; QCP staff confirm when it has arrived."]
    actions.pay(more, by=stella, received_on=clock.today(), **CHEQUE)
    assert gaps(ready) == []


def test_a_difference_that_falls_away_again_is_not_owed(asked, ready, eddie, stella):
    actions.pay(asked, by=stella, received_on=clock.today(), **CHEQUE)
    practices = ready.practice.__class__.objects.filter(pk=ready.practice.pk)
    practices.update(oncologist_hours=4_000)
    more = actions.issue_for_practice(fresh(ready), by=eddie)
    practices.update(oncologist_hours=200)

    assert actions.issue_for_practice(fresh(ready), by=eddie).pk == more.pk

    assert Invoice.objects.get(pk=more.pk).state == "void"
    assert gaps(ready) == []


def test_fewer_sites_after_the_fee_was_paid_ask_for_nothing(asked, ready, stella):
    actions.pay(asked, by=stella, received_on=clock.today(), **CHEQUE)
    close_a_site(ready)

    assert gaps(ready) == []


def test_a_waived_fee_stays_waived_when_sites_are_added(asked, ready, max):
    actions.waive(asked, by=max, note="Hardship.")
    SiteFactory(practice=ready.practice)

    assert gaps(ready) == []


def test_a_new_schedule_does_not_make_an_invoice_stale(asked, ready):
    from applications.models import FeeSchedule  # noqa: PLC0415

    FeeSchedule.objects.create(effective_on=clock.today()).fees.create(item="application", cents=1)
    Invoice.objects.filter(pk=asked.pk).update(issued_on=FeeSchedule.objects.order_by("effective_on")[0].effective_on)

    assert not any("anew" in gap for gap in gaps(ready))


def test_the_fee_of_a_survey_that_is_not_held_falls_away(draft, stella):
    invoice = actions.issue(draft, InvoiceKind.REPEAT_SURVEY, by=stella, occasion="survey 7")

    actions.occasion_ended(draft, InvoiceKind.REPEAT_SURVEY, "survey 7", note="The survey was cancelled.")

    assert Invoice.objects.get(pk=invoice.pk).state == "void"
    assert not BankConcern.objects.exists()


def test_the_paid_fee_of_a_survey_that_is_not_held_is_put_before_the_office(draft, stella, client):
    invoice = actions.issue(draft, InvoiceKind.REPEAT_SURVEY, by=stella, occasion="survey 7")
    actions.pay(invoice, by=stella, received_on=clock.today(), **CHEQUE)

    actions.occasion_ended(draft, InvoiceKind.REPEAT_SURVEY, "survey 7", note="The survey was cancelled.")

    concern = BankConcern.objects.get()
    assert "what it was for does not take place: The survey was cancelled." in concern.words
    client.force_login(stella)
    assert "Propose the refund on its page" in client.get(concern.get_absolute_url()).content.decode()
    assert Invoice.objects.get(pk=invoice.pk).state == "paid"
