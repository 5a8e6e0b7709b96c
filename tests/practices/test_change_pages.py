"""The pages of changes of organisation: a form of differences, what was reported, what the office determines."""

import datetime

import pytest
from django.urls import reverse

from practices.actions import organisation_change as actions
from practices.models import OrganisationChange, SiteOutcome
from qcp.documents.models import Letter
from qcp.workflow.moves import moves_for
from tests.factories.practices import SiteFactory

TODAY = datetime.date(2026, 6, 10)
TYPED = {"happened_on": "2026-06-01", "account": "New owners.", "legal_name": "Elm Cancer Care", "new_entity": "No"}


@pytest.fixture
def site(elm):
    return SiteFactory(practice=elm, name="North", is_main=True)


@pytest.fixture
def url(elm, site):
    return reverse("practices:report-change", args=[elm.pk, "name_change"])


@pytest.fixture
def change(elm, site, olivia, stella):
    given = {"happened_on": TODAY, "account": "New name.", "legal_name": "Elm Cancer Care", "new_entity": "Yes"}
    return actions.report(elm, "name_change", by=olivia, **given)


def read(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode()


def test_the_list_shows_the_last_day_of_a_transaction_of_today_and_the_ways_to_report(client, elm, site, olivia, vera):
    text = read(client, olivia, reverse("practices:changes", args=[elm.pk]))
    assert "would have to be reported by 24 Jul 2026" in text
    for kind in ("Merger", "Acquisition", "Change of name", "Site added", "Site closed", "Change of leadership"):
        assert kind in text
    assert "A signatory of the practice reports a change." in read(
        client, vera, reverse("practices:changes", args=[elm.pk])
    )


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("merger", {"other_party": "Oak", "legal_name": "Elm Street Oncology", "new_entity": "Yes"}),
        ("acquisition", {"other_party": "Oak", "legal_name": "Elm", "new_entity": "No", "tax_id": "12-3456789"}),
        ("name_change", {"legal_name": "Elm Cancer Care", "new_entity": "No"}),
        (
            "site_added",
            {
                **{"site_name": "West", "street": "3 West Road", "city": "Joliet", "state": "IL", "zip": "60431"},
                "treats_here": "Yes",
            },
        ),
        ("leadership", {"position": "Medical director", "person_before": "Dr. Ash", "person_after": "Dr. Birch"}),
    ],
)
def test_each_kind_of_change_is_reported_and_shown_as_before_and_after(client, elm, site, olivia, kind, given):
    client.force_login(olivia)
    url = reverse("practices:report-change", args=[elm.pk, kind])
    answer = client.post(url, {"happened_on": "2026-06-01", "account": "It changed.", **given}, follow=True)

    change = OrganisationChange.objects.get()
    text = answer.content.decode()
    assert text.count("<ins>") == change.facts.count() > 0
    assert "Juneteenth" in text
    assert str(Letter.objects.get(subject_id=change.pk).pk) in text


def test_a_closed_site_is_chosen_among_the_open_ones(client, elm, site, olivia):
    foreign = SiteFactory()
    client.force_login(olivia)
    url = reverse("practices:report-change", args=[elm.pk, "site_closed"])
    typed = {"happened_on": "2026-06-01", "account": "Closed."}

    assert client.post(url, {**typed, "site": foreign.pk}).status_code == 422
    assert client.post(url, {**typed, "site": site.pk}).status_code == 302
    assert OrganisationChange.objects.get().closing == site


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"legal_name": "Elm Street Oncology"}, "it is the one on file"),
        ({"happened_on": ""}, "Enter the day of the transaction."),
        ({"happened_on": "9999-12-31"}, "at most one year ahead"),
        ({"account": ""}, "Describe the change in your own words."),
        ({"new_entity": ""}, "fill it in."),
    ],
)
def test_a_refusal_is_a_sentence_and_what_was_typed_stays(client, url, olivia, wrong, sentence):
    client.force_login(olivia)
    answer = client.post(url, TYPED | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert wrong.get("account", "New owners.") in answer.content.decode()
    assert OrganisationChange.objects.count() == 0


def test_nobody_else_of_the_practice_nor_a_stranger_reports(client, url, eddie, vera, stan, stella):
    for user in (eddie, vera, stan):
        client.force_login(user)
        assert client.post(url, TYPED).status_code == 404
    client.force_login(stella)
    assert client.post(url, TYPED).status_code == 302
    assert OrganisationChange.objects.get().opened_by_office


def test_staff_see_what_will_follow_before_they_determine(client, change, site, stella, olivia):
    actions.take_up(change, by=stella)
    url = reverse("admin:practices_organisationchange_move", args=[change.pk, "determine"])
    client.force_login(olivia)
    assert client.get(url).status_code == 404
    client.force_login(stella)
    typed = {f"site-{site.pk}": "retained", "note": "Only the name changed."}

    look = client.post(url, {**typed, "preview": "1"}).content.decode()
    assert "New state: <strong>Determined</strong>" in look
    assert SiteOutcome.objects.count() == 0
    assert client.post(url, {"note": "So.", "make": "1"}).status_code == 422
    assert client.post(url, {**typed, "make": "1"}).status_code == 302
    assert "Keeps its certified status" in read(client, olivia, change.get_absolute_url())


def test_the_report_is_a_paper_to_keep(client, change, olivia, stan):
    letter = Letter.objects.get(subject_id=change.pk)
    client.force_login(stan)
    assert client.get(f"/letters/{letter.pk}.pdf").status_code == 404
    client.force_login(olivia)
    assert client.get(f"/letters/{letter.pk}.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["olivia", "eddie", "vera", "stan", "stella", "max", "sam"])
def test_a_move_works_exactly_when_its_button_is_offered(request, change, who):
    offered = {offer.name for offer in moves_for(change, request.getfixturevalue(who)) if offer.ready}

    expected = {"olivia": {"withdraw"}, "stella": {"take_up"}, "max": {"take_up"}}
    assert offered == expected.get(who, set())


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_with_one_and_three_changes(
    client, elm, site, olivia, count, django_assert_num_queries
):
    for number in range(count):
        given = {"happened_on": TODAY, "account": "New.", "legal_name": f"Name {number}", "new_entity": "No"}
        actions.report(elm, "name_change", by=olivia, **given)
    client.force_login(olivia)
    with django_assert_num_queries(7):
        client.get(reverse("practices:changes", args=[elm.pk]))
