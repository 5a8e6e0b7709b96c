"""Mergers, names, sites, leadership: reported as differences, counted in business days, determined site by site."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from practices.actions import organisation_change as actions
from practices.models import ChangedFact, OrganisationChange, SiteOutcome, TaxId
from practices.queries.changes import pending
from practices.states import ChangeState, SiteFate
from qcp.deadlines.models import Deadline, Status
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.practices import SiteFactory

TODAY = datetime.date(2026, 6, 10)
MERGER = {
    "other_party": "Oak Oncology",
    "legal_name": "Elm and Oak Oncology",
    "new_entity": "Yes",
    "tax_id": "98-7654321",
}


@pytest.fixture
def sites(elm):
    return [SiteFactory(practice=elm, name=name, is_main=name == "North") for name in ("North", "South")]


def merged(elm, olivia, **given):
    given = {"happened_on": TODAY, "account": "We merged.", **MERGER, **given}
    return actions.report(elm, "merger", by=olivia, **given)


def reviewed(change, stella, fates, **given):
    outcomes = {str(key): fate for key, fate in fates.items()}
    change = actions.take_up(change, by=stella)
    return actions.determine(change, by=stella, note="We looked at it.", outcomes=outcomes, **given)


# --- Reporting ----------------------------------------------------------------------------------


def test_a_report_is_kept_as_differences_with_a_paper_for_the_practice(elm, sites, olivia, stella):
    change = merged(elm, olivia)

    assert [(fact.label, fact.before, fact.after) for fact in change.facts.all()] == [
        ("Merged with", "", "Oak Oncology"),
        ("Legal name", "Elm Street Oncology", "Elm and Oak Oncology"),
        ("Further Tax ID", "", "98-7654321"),
        ("Does another legal entity run the practice now?", "", "Yes"),
    ]
    letter = Letter.objects.get(subject_id=change.pk)
    assert letter.data["facts"][1] == ["Legal name", "Elm Street Oncology", "Elm and Oak Oncology"]
    assert {m.notice for m in Message.objects.all()} == {"practices.change_reported", "practices.change_received"}
    elm.refresh_from_db()
    assert elm.legal_name == "Elm Street Oncology"  # nothing moves by itself


@pytest.mark.parametrize(("reported", "late"), [("2026-07-24 03:59:59Z", False), ("2026-07-24 04:00:00Z", True)])
def test_thirty_business_days_count_from_the_transaction_to_the_last_second(elm, sites, olivia, stella, reported, late):
    """From 9 June 2026, with Juneteenth and Independence Day left out, to 23 July, 23:59:59 Eastern."""
    with time_machine.travel(reported, tick=False):
        change = merged(elm, olivia, happened_on=datetime.date(2026, 6, 9))

    assert (change.due_on, change.is_late) == (datetime.date(2026, 7, 23), late)
    assert change.state == ChangeState.REPORTED  # accepted all the same
    assert Deadline.objects.of(change).get().status == (Status.MISSED if late else Status.MET)
    assert "Juneteenth" in change.explanation
    letter = Message.objects.get(notice="practices.change_received", recipient=olivia)
    assert ("accepted and marked as late" in letter.body) is late


def test_only_a_signatory_reports(elm, sites, eddie, vera, stan, stella):
    for user in (eddie, vera, stan, stella):
        with pytest.raises(NotAllowed):
            merged(elm, user)


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("name_change", {"legal_name": "Elm Street Oncology", "new_entity": "No"}, "it is the one on file"),
        ("leadership", {"position": "Medical director"}, "Held now by: fill it in."),
        ("site_added", {"site_name": "North"}, "the practice has a site of that name"),
        ("sold", {}, "Choose what kind of change it is."),
        ("merger", {**MERGER, "tax_id": "987654321"}, "Further Tax ID: write it in the usual form."),
        ("merger", {**MERGER, "legal_name": "x" * 201}, "Legal name: at most 200 characters."),
        ("merger", {**MERGER, "happened_on": datetime.date(9999, 12, 31)}, "at most one year ahead"),
        ("merger", {**MERGER, "happened_on": datetime.date(1, 1, 1)}, "give a day of the last 10 years"),
    ],
)
def test_a_report_without_a_difference_is_refused_in_words(elm, sites, olivia, kind, given, sentence):
    with pytest.raises(NotReady, match=sentence):
        actions.report(elm, kind, by=olivia, **{"happened_on": TODAY, "account": "It changed.", **given})
    assert OrganisationChange.objects.count() == 0


def test_staff_open_what_nobody_reported_and_the_clock_goes_on(elm, sites, stella, olivia, stan):
    given = {"happened_on": datetime.date(2026, 4, 1), "account": "Read in the paper.", **MERGER}
    for user in (olivia, stan):
        with pytest.raises(NotAllowed):
            actions.open_unreported(elm, "merger", by=user, **given)

    change = actions.open_unreported(elm, "merger", by=stella, **given)

    assert (change.opened_by_office, change.is_late) == (True, True)
    assert Deadline.objects.of(change).get().is_overdue
    assert [m.recipient for m in Message.objects.filter(notice="practices.change_opened")] == [olivia]
    with pytest.raises(NotReady, match="QCP staff opened this"):
        actions.withdraw(change, by=olivia)
    actions.take_up(change, by=stella)
    assert Deadline.objects.of(change).get().status == Status.MISSED


def test_what_was_reported_is_never_changed(elm, sites, olivia):
    merged(elm, olivia)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangedFact.objects.update(after="Something else")


# --- Determining --------------------------------------------------------------------------------


def test_the_determination_says_what_becomes_of_each_site_and_puts_the_file_right(elm, sites, olivia, stella):
    north, south = sites
    change = reviewed(merged(elm, olivia), stella, {north.pk: "retained", south.pk: "new_survey"}, new_entity=True)

    elm.refresh_from_db()
    assert (change.state, elm.legal_name) == (ChangeState.DETERMINED, "Elm and Oak Oncology")
    assert TaxId.objects.get(practice=elm).number == "98-7654321"
    assert {each.site: each.outcome for each in change.outcomes.all()} == {north: "retained", south: "new_survey"}
    told = Message.objects.get(notice="practices.change_determined", recipient=olivia)
    assert "South: Needs a new survey" in told.body
    assert "signs the agreements anew" in told.body


def test_every_site_is_determined_and_no_foreign_one(elm, sites, olivia, stella):
    north, south = sites
    change = actions.take_up(merged(elm, olivia), by=stella)
    foreign = SiteFactory(name="Elsewhere")
    for outcomes in (
        {},
        {str(north.pk): "retained"},
        {str(north.pk): "retained", str(south.pk): "sold"},
        {str(north.pk): "retained", str(south.pk): "lost", str(foreign.pk): "lost"},
    ):
        with pytest.raises(NotReady):
            actions.determine(change, by=stella, note="So.", outcomes=outcomes)
    with pytest.raises(NotReady, match="Reason"):
        fates = {str(site.pk): "lost" for site in sites}
        actions.determine(change, by=stella, outcomes=fates)
    assert SiteOutcome.objects.count() == 0


def test_a_closed_site_keeps_nothing_and_the_next_becomes_the_main_one(elm, sites, olivia, stella):
    north, south = sites
    given = {"happened_on": TODAY, "account": "Given up.", "site": north}
    change = actions.report(elm, "site_closed", by=olivia, **given)
    with pytest.raises(NotReady, match="cannot keep its status"):
        reviewed(change, stella, {north.pk: "retained", south.pk: "retained"})
    change = OrganisationChange.objects.get()
    actions.determine(change, by=stella, note="So.", outcomes={str(north.pk): "lost", str(south.pk): "retained"})

    north.refresh_from_db()
    south.refresh_from_db()
    assert (north.closed_on, south.is_main) == (TODAY, True)


def test_a_new_site_is_on_file_once_it_is_determined_and_waits_for_its_survey(elm, sites, olivia, stella):
    north, south = sites
    address = {"site_name": "West", "street": "3 West Road", "city": "Joliet", "state": "IL", "zip": "60431"}
    given = {"happened_on": TODAY, "account": "Opened.", **address, "treats_here": "Yes"}
    change = actions.report(elm, "site_added", by=olivia, **given)
    fates = {north.pk: "retained", south.pk: "retained"}
    with pytest.raises(NotReady, match="never surveyed"):
        reviewed(change, stella, {**fates, "new": "retained"})
    outcomes = {**{str(key): fate for key, fate in fates.items()}, "new": "new_survey"}
    change = actions.determine(OrganisationChange.objects.get(), by=stella, note="So.", outcomes=outcomes)

    west = elm.sites.get(name="West")
    assert (west.treats_here, west.place) == (True, "Joliet, IL")
    outcome = SiteOutcome.objects.to_survey().get()
    assert outcome.site == west
    with pytest.raises(NotAllowed):
        actions.settle(outcome, by=olivia, as_="retained", note="Fine.")
    with pytest.raises(NotReady):
        actions.settle(outcome, by=stella, as_="new_survey", note="Again.")
    settled = actions.settle(outcome, by=stella, as_="retained", note="Every standard is met.")
    assert (settled.settled_as, settled.settled_by) == (SiteFate.RETAINED, stella)
    with pytest.raises(OutOfDate):
        actions.settle(outcome, by=stella, as_="lost", note="No.")


def test_a_change_to_come_is_pending_and_determined_from_its_day(elm, sites, olivia, stella):
    change = merged(elm, olivia, happened_on=datetime.date(2026, 6, 11))
    assert pending(elm) == change
    fates = {site.pk: "retained" for site in sites}
    with pytest.raises(NotReady, match="Determine it from that day"):
        reviewed(change, stella, fates)
    with time_machine.travel("2026-06-11 12:00Z"):
        change = OrganisationChange.objects.get()
        actions.determine(change, by=stella, note="So.", outcomes={str(key): fate for key, fate in fates.items()})
    assert pending(elm) is None


def test_what_did_not_happen_is_withdrawn_and_leaves_the_file_as_it_was(elm, sites, olivia, stella):
    change = actions.withdraw(merged(elm, olivia), by=olivia)

    elm.refresh_from_db()
    assert (change.state, elm.legal_name, pending(elm)) == (ChangeState.WITHDRAWN, "Elm Street Oncology", None)
    with pytest.raises(OutOfDate):
        actions.take_up(change, by=stella)
