"""Signing: one mark for exactly what was seen; signed once, whoever presses again or sends more."""

import pytest
from django.urls import reverse

from surveys.actions import survey as actions
from surveys.digest import digest
from surveys.models import Finding, Signing
from tests.prove.signings import FIGURES

from .conftest import FIRST, rate_all
from .test_syncing import Tablet, finding_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tablet(client, begun, sam, on):
    client.force_login(sam)
    with on(FIRST):
        rate_all(begun, sam)
        yield Tablet(client, begun)


def sign(tablet, seen):
    address = reverse("surveys:sign", args=[tablet.survey.pk])
    return tablet.client.post(address, {"signature": "Sam", "seen": seen}, follow=True).content.decode()


def shown(tablet):
    page = tablet.client.get(reverse("surveys:sign", args=[tablet.survey.pk])).content.decode()
    return page.split('name="seen" value="')[1][:64]


def test_what_is_signed_is_what_was_seen_and_its_mark_can_be_worked_out_again(tablet, begun):
    seen = shown(tablet)

    sign(tablet, seen)

    signing = Signing.objects.get()
    assert (signing.sha256, signing.counts, signing.name) == (seen, {"met": 4}, "Sam")
    assert signing.sha256 == digest(begun)


def test_nothing_is_signed_that_changed_since_the_page_was_shown(tablet, begun):
    seen = shown(tablet)
    finding = finding_of(begun)
    base = Finding.objects.get(pk=finding.pk).answer("notes").revision
    tablet.send(tablet.change(finding, "notes", "One more thing.", base=base), device="tablet-b-0001")

    assert "Findings have changed since this page was opened." in sign(tablet, seen)
    assert not Signing.objects.exists()
    sign(tablet, shown(tablet))
    assert Signing.objects.get().sha256 == digest(begun)


def test_whoever_presses_again_or_on_a_second_tablet_is_told_and_nothing_is_signed_twice(tablet):
    seen = shown(tablet)
    sign(tablet, seen)

    assert "signed already, by Sam" in sign(tablet, seen)
    assert Signing.objects.count() == 1


def test_returned_findings_are_signed_anew_and_both_marks_stay(tablet, begun, sam, stella):
    sign(tablet, shown(tablet))
    survey = actions.return_findings(type(begun).objects.get(pk=begun.pk), by=stella, note="Look again at 1.1.")
    finding = survey.findings()[0]
    base = finding.answer("notes").revision
    tablet.send(tablet.change(finding, "notes", "Looked again.", base=base))

    sign(tablet, shown(tablet))

    assert len({each.sha256 for each in Signing.objects.all()}) == 2


def test_schedules_of_two_tablets_end_with_one_signature_over_all_that_was_received():
    assert FIGURES["B19"][0](25).reached
