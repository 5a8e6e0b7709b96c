"""Fees with their days, at the desk; the lists of the office, its books and sheets."""

import csv
import datetime
import io

import pytest
import time_machine

from applications.actions import fees as actions
from applications.actions import invoices
from applications.catalogue.fees import judge
from applications.models import FeeSchedule, LedgerEntry
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.web.sheets import inert
from qcp.workflow.refusals import NotAllowed, NotReady

ADD = "/admin/applications/feeschedule/add/"
TYPED = {
    "note": "Council of June",
    "application": "2600",
    "recertification": "2100.50",
    "extra_site": "0",
    "extension": "250",
    "repeat_survey": "3500",
    "over_1": "3",
    "band_1": "800",
}
CHEQUE = {"paid_by": "cheque", "reference": "4711"}


def typed(days=30, **more) -> dict:
    return {**TYPED, "effective_on": add_days(clock.today(), days).isoformat(), **more}


@pytest.fixture
def published(catalogue, client, stella):
    client.force_login(stella)
    assert client.post(ADD, typed()).status_code == 302
    return FeeSchedule.objects.first()


def test_a_new_schedule_is_written_at_the_desk_in_dollars(published, stella):
    rows = {(fee.item, fee.over_fte): fee.cents for fee in published.fees.all()}

    assert rows == {
        ("application", None): 260_000,
        ("recertification", None): 210_050,
        ("extra_site", None): 0,
        ("extension", None): 25_000,
        ("repeat_survey", None): 350_000,
        ("fte_band", 3): 80_000,
    }
    assert published.published_by == stella


def test_it_holds_from_its_day_on_and_not_a_day_earlier(published, draft):
    midnight = datetime.datetime.combine(published.effective_on, datetime.time(), clock.zone())
    with clock.at(midnight - datetime.timedelta(seconds=1)):
        assert invoices.quote_for(draft).lines[0].unit_cents == 250_000
    with clock.at(midnight):
        assert invoices.quote_for(draft).lines[0].unit_cents == 260_000


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days": 0}, "Give a day after today"),
        ({"days": -1}, "Give a day after today"),
        ({"application": "-1"}, "greater than or equal to 0"),
        ({"application": "1.005"}, "no more than 2 decimal places"),
        ({"application": ""}, "This field is required"),
        ({"band_1": ""}, "needs both a size and an amount"),
        ({"over_2": "3", "band_2": "1"}, "another band over 3 FTE"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_in_words(catalogue, client, stella, wrong, words):
    client.force_login(stella)

    answer = client.post(ADD, typed(**wrong))

    assert words in answer.content.decode().replace("&#x27;", "'")
    assert FeeSchedule.objects.count() == 1


def test_what_is_in_force_is_read_and_never_changed(published, client, stella):
    in_force = FeeSchedule.objects.in_force(clock.today())
    address = f"/admin/applications/feeschedule/{in_force.pk}/change/"
    page = client.get(address).content.decode()
    assert "$2,500.00" in page
    assert 'name="application"' not in page

    client.post(address, typed())
    client.post(f"/admin/applications/feeschedule/{in_force.pk}/delete/", {"post": "yes"})

    assert FeeSchedule.objects.in_force(clock.today()).fees.get(item="application").cents == 250_000
    with pytest.raises(NotReady):
        actions.publish(in_force, by=stella, fees=[])


def test_what_is_to_come_can_still_be_changed_and_taken_back(published, client):
    address = f"/admin/applications/feeschedule/{published.pk}/"
    assert client.post(f"{address}change/", typed(application="2700")).status_code == 302
    assert published.fees.get(item="application").cents == 270_000

    client.post(f"{address}delete/", {"post": "yes"})

    assert FeeSchedule.objects.count() == 1


def test_a_file_does_not_change_what_is_in_force_either(catalogue):
    row = {"effective_on": FeeSchedule.objects.get().effective_on, "fees": [{"item": "application", "cents": 1}]}
    fees = [{"item": name, "cents": 1} for name in ("application", "recertification", "extra_site", "extension")]
    row["fees"] = [*fees, {"item": "repeat_survey", "cents": 1}]

    assert judge(row).message == "It is in force and never changed. Give the new fees a later day."
    assert judge(row | {"effective_on": add_days(clock.today(), 1)}).verdict == "new"


def test_only_the_office_writes_fees(published, olivia):
    with pytest.raises(NotAllowed):
        actions.publish(published, by=olivia, fees=[])


def rows_of(answer) -> list[list[str]]:
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize(
    ("standing", "expected"), [("open", 1), ("overdue", 0), ("paid", 0), ("waived", 0), ("void", 0), ("taken-back", 0)]
)
def test_the_office_asks_for_invoices_by_how_they_stand(invoice, client, stella, standing, expected):
    client.force_login(stella)

    page = client.get("/admin/applications/invoice/", {"standing": standing}).content.decode()

    assert page.count("INV-0001") >= expected
    assert ("0 invoices" in page) == (expected == 0)


def test_an_invoice_that_is_late_is_in_the_list_of_what_is_late(invoice, client, stella):
    with time_machine.travel(f"{add_days(invoice.due_on, 1)}T12:00:00Z", tick=False):
        client.force_login(stella)
        assert "INV-0001" in client.get("/admin/applications/invoice/", {"standing": "overdue"}).content.decode()
        assert "0 invoices" in client.get("/admin/applications/invoice/", {"standing": "open"}).content.decode()


def test_the_sheets_of_invoices_and_books_run_nothing_in_a_spreadsheet(invoice, client, stella):
    practice = invoice.practice
    practice.legal_name = '=HYPERLINK("http://evil.example")'
    practice.save()
    invoices.pay(invoice, by=stella, paid_by="ach", reference="@SUM(1)", received_on=clock.today())
    client.force_login(stella)
    chosen = {"action": "as_sheet", "_selected_action": [str(invoice.pk)]}
    lines = {"action": "as_sheet", "_selected_action": [entry.pk for entry in LedgerEntry.objects.all()]}

    invoices_sheet = rows_of(client.post("/admin/applications/invoice/", chosen))
    books = rows_of(client.post("/admin/applications/ledgerentry/", lines))

    assert invoices_sheet[1][1] == '\'=HYPERLINK("http://evil.example")'
    assert invoices_sheet[1][-1] == "'@SUM(1)"
    assert [row[6] for row in books] == ["cents", "375000", "-375000"]


@pytest.mark.parametrize(
    ("value", "written"),
    [(-5, "-5"), ("-5", "'-5"), ("  =1", "'  =1"), ("\t=1", "'\t=1"), ("Elm", "Elm"), (None, ""), (True, "True")],
)
def test_numbers_stay_numbers_and_formulas_become_text(value, written):
    assert inert(value) == written


def test_the_books_are_closed_to_whoever_stepped_off_the_case(invoice, client, stella):
    invoice.case.recusals.create(user=stella)
    client.force_login(stella)

    assert "0 the books" in client.get("/admin/applications/ledgerentry/").content.decode()
