"""The findings page: works without scripts, keeps every change, overwrites none unseen, says what is still open."""

import pytest
from django.urls import reverse

from surveys.models import Finding
from surveys.states import State

from .conftest import FIRST, rate_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def tab(client, begun, sam, on):
    """A browser tab of Sam's on the first day of the visit."""
    client.force_login(sam)
    with on(FIRST):
        yield Tab(client, begun)


class Tab:
    def __init__(self, client, survey):
        self.client, self.survey = client, survey
        self.url = reverse("surveys:field", args=[survey.pk])

    def open(self, **asked):
        """The form as the page shows it: name of each field -> value."""
        self.page = self.client.get(self.url, asked)
        return typed(self.page)

    def send(self, fields, **headers):
        return self.client.post(self.url, fields, headers=headers)


def typed(page):
    """What the browser would send of the form on this page."""
    fields = {bound.html_name: bound.value() for form in page.context["forms"] for bound in form}
    return {name: value for name, value in fields.items() if value is not None}


def finding_of(survey, code="1.1"):
    return survey.findings().get(standard__code=code)


def named(finding, field):
    return f"f{finding.pk.hex}-{field}"


def test_a_domain_is_saved_at_once_and_the_progress_is_told(tab, begun):
    first, second = finding_of(begun), finding_of(begun, "1.2")
    fields = tab.open()
    fields |= {
        named(first, "rating"): "met",
        named(first, "methods"): ["observation"],
        named(second, "rating"): "not_met",
    }

    answer = tab.client.post(tab.url, fields, follow=True)

    assert "2 of 4 rated, 1 needs a note" in answer.content.decode()
    kept = Finding.objects.get(pk=first.pk)
    assert (kept.rating, kept.methods) == ("met", ["observation"])


def test_two_tabs_never_overwrite_each_other_silently(tab, begun):
    finding = finding_of(begun)
    one, other = tab.open(), tab.open()
    tab.send(one | {named(finding, "rating"): "not_met", named(finding, "notes"): "Chart 3 has no second signature"})

    answer = tab.send(other | {named(finding, "rating"): "met"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "answered in another window" in text and "Chart 3 has no second signature" in text
    assert Finding.objects.get(pk=finding.pk).rating == "not_met"


def test_after_seeing_both_answers_the_surveyor_chooses(tab, begun):
    finding = finding_of(begun)
    other = tab.open()
    tab.send(tab.open() | {named(finding, "rating"): "not_met", named(finding, "notes"): "Chart 3"})
    clash = tab.send(other | {named(finding, "rating"): "met"})

    assert tab.send(typed(clash)).status_code == 302
    assert Finding.objects.get(pk=finding.pk).rating == "met"


def test_a_card_that_was_not_touched_does_not_undo_what_another_tab_saved(tab, begun):
    first, second = finding_of(begun), finding_of(begun, "1.2")
    stale = tab.open()
    tab.send(tab.open() | {named(first, "rating"): "met"})

    assert tab.send(stale | {named(second, "rating"): "met"}).status_code == 302
    assert {Finding.objects.get(pk=each.pk).rating for each in (first, second)} == {"met"}


def test_what_looks_like_a_patients_identifier_is_not_kept(tab, begun):
    finding = finding_of(begun)
    for words in ("Seen for 123-45-6789", "MRN 4711", "DOB 1 May"):
        answer = tab.send(tab.open() | {named(finding, "notes"): words})
        assert answer.status_code == 422
        assert "looks like a patient&#x27;s identifier" in answer.content.decode()
        assert words in answer.content.decode()

    assert Finding.objects.get(pk=finding.pk).notes == ""


def test_the_filter_shows_only_what_is_open(tab, begun, sam):
    finding = finding_of(begun)
    tab.send(tab.open() | {named(finding, "rating"): "met", named(finding, "methods"): ["observation"]})

    tab.open(show="open")

    assert [form.finding.standard.code for form in tab.page.context["forms"]] == ["1.2"]


def test_save_and_go_on_leads_to_the_next_domain(tab, begun):
    answer = tab.send(tab.open() | {"go_on": "1"})

    assert answer.url.endswith(f"?visit={begun.visits.get().pk}&domain=2")


def test_signing_says_what_is_missing_and_then_locks(tab, begun, sam):
    url = reverse("surveys:sign", args=[begun.pk])
    assert "Choose a rating" in tab.client.get(url).content.decode()
    assert tab.client.post(url, {"signature": "Sam"}).status_code == 422
    rate_all(begun, sam)

    assert tab.client.post(url, {"signature": "Samuel"}).status_code == 422
    assert tab.client.post(url, {"signature": "Sam"}).status_code == 302

    assert type(begun).objects.get(pk=begun.pk).state == State.FINDINGS_SUBMITTED
    assert "The findings are locked" in tab.client.get(tab.url).content.decode()
    assert tab.client.get(url).status_code == 302


def test_findings_sent_after_the_lock_change_nothing_and_are_shown_again(tab, begun, sam):
    from_before = tab.open()
    rate_all(begun, sam)
    tab.client.post(reverse("surveys:sign", args=[begun.pk]), {"signature": "Sam"})
    finding = finding_of(begun)

    tab.send(from_before | {named(finding, "rating"): "not_met", named(finding, "notes"): "Too late"})

    assert Finding.objects.get(pk=finding.pk).rating == "met"


def test_the_number_of_queries_does_not_grow_with_the_standards(tab, begun, django_assert_max_num_queries):
    with django_assert_max_num_queries(19):
        tab.open()
