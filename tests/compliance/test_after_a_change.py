"""What a determined change of organisation brings: rows of sites end, agreements are asked anew."""

import datetime
import json

import pytest
import time_machine
from django.urls import reverse

from applications.actions import filling
from applications.models import AgreementText, Signature
from compliance.models import StatusEvent
from compliance.queries.register import listed_sites
from compliance.states import CertificationState
from practices.actions import organisation_change as changes
from practices.models import SiteOutcome
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed
from tests.factories import compliance as made
from tests.factories.releases import open_recipient, opted_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 10)


@pytest.fixture(autouse=True)
def summer():
    with time_machine.travel("2026-06-10 14:00Z", tick=False):
        yield


@pytest.fixture
def certification(olivia, rita, mona, stella):
    certification = made.certified(rita, olivia, mona, sites=2)
    type(certification).objects.filter(pk=certification.pk).update(listed=True)
    return certification


@pytest.fixture
def houses(certification):
    return list(certification.practice.sites.order_by("name"))


def merged(certification, olivia, stella, fates, *, new_entity=False):
    facts = {"other_party": "Oak Oncology", "new_entity": "Yes"}
    given = {"happened_on": TODAY, "account": "We merged.", **facts}
    change = changes.report(certification.practice, "merger", by=olivia, **given)
    change = changes.take_up(change, by=stella)
    outcomes = {str(site.pk): fate for site, fate in fates.items()}
    return changes.determine(change, by=stella, note="We looked.", outcomes=outcomes, new_entity=new_entity)


def covered(certification):
    return {row.name for row in certification.sites.filter(until_on=None)}


def again(certification):
    return type(certification).objects.get(pk=certification.pk)


def test_until_it_is_determined_nothing_changes(certification, olivia):
    facts = {"other_party": "Oak Oncology", "new_entity": "Yes"}
    changes.report(certification.practice, "merger", by=olivia, happened_on=TODAY, account="We merged.", **facts)

    assert covered(certification) == {"House 1", "House 2"}
    assert again(certification).state == CertificationState.ACTIVE


def test_a_site_that_lost_its_status_leaves_the_certification_and_the_register(certification, houses, olivia, stella):
    merged(certification, olivia, stella, {houses[0]: "retained", houses[1]: "lost"})

    assert covered(certification) == {"House 1"}
    assert certification.sites.get(name="House 2").until_on == TODAY
    assert [row.name for row in listed_sites()] == ["House 1"]
    assert again(certification).state == CertificationState.ACTIVE


def test_when_every_site_lost_its_status_the_certification_ends(certification, houses, olivia, stella):
    merged(certification, olivia, stella, dict.fromkeys(houses, "lost"))

    assert again(certification).state == CertificationState.ENDED
    assert Message.objects.filter(notice="compliance.ended_by_change", recipient=olivia).exists()


def test_a_site_that_needs_a_new_survey_stays_until_that_is_settled(certification, houses, olivia, stella):
    merged(certification, olivia, stella, {houses[0]: "lost", houses[1]: "new_survey"})
    assert covered(certification) == {"House 2"}

    changes.settle(SiteOutcome.objects.to_survey().get(), by=stella, as_="lost", note="Two standards are not met.")

    assert again(certification).state == CertificationState.ENDED


def test_a_new_site_is_covered_once_its_survey_was_settled_well(certification, houses, olivia, stella):
    address = {"site_name": "West", "street": "3 West Road", "city": "Joliet", "state": "IL", "zip": "60431"}
    given = {"happened_on": TODAY, "account": "Opened.", **address, "treats_here": "Yes"}
    change = changes.report(certification.practice, "site_added", by=olivia, **given)
    outcomes = {**{str(site.pk): "retained" for site in houses}, "new": "new_survey"}
    changes.determine(changes.take_up(change, by=stella), by=stella, note="So.", outcomes=outcomes)
    assert covered(certification) == {"House 1", "House 2"}

    changes.settle(SiteOutcome.objects.to_survey().get(), by=stella, as_="retained", note="All met.")

    assert covered(certification) == {"House 1", "House 2", "West"}


@pytest.fixture
def signed(certification, olivia):
    """An agreement that the signatory signed for the certified application."""
    text = AgreementText.objects.create(
        slug="participation", version="1", title="Participation Agreement", body="Text.", position=1, effective_on=TODAY
    )
    return Signature.objects.create(
        application=certification.application,
        text=text,
        signed_by=olivia,
        typed_name="Olivia Elm",
        title="Owner",
        has_authority=True,
        sha256=text.digest,
    )


def test_another_legal_entity_signs_the_agreements_anew(certification, houses, olivia, stella, signed, client):
    merged(certification, olivia, stella, dict.fromkeys(houses, "retained"), new_entity=True)

    application = type(certification.application).objects.get(pk=certification.application_id)
    assert application.agreements == [(signed.text, None)]
    client.force_login(olivia)
    assert "Sign the agreements anew" in client.get(reverse("web:home")).content.decode()
    named = {"typed_name": "Olivia Oak", "title": "Owner", "has_authority": True}
    fresh = filling.sign(application, signed.text, by=olivia, **named)

    assert Signature.objects.standing().get() == fresh
    assert Signature.objects.count() == 2  # what the former entity signed stays on record
    assert "Sign the agreements anew" not in client.get(reverse("web:home")).content.decode()
    with pytest.raises(NotAllowed):
        application = type(application).objects.get(pk=application.pk)
        filling.sign(application, signed.text, by=olivia, **named)


def test_the_same_legal_entity_goes_on_with_what_it_signed(certification, houses, olivia, stella, signed):
    merged(certification, olivia, stella, dict.fromkeys(houses, "retained"))

    assert certification.application.agreements == [(signed.text, signed)]


def test_a_recipient_of_the_practice_hears_of_a_site_that_left(certification, houses, olivia, stella, max):
    opted_in(certification.practice, open_recipient(stella, max), olivia)

    merged(certification, olivia, stella, {houses[0]: "retained", houses[1]: "lost"})

    told = json.loads(StatusEvent.objects.order_by("sequence").last().payload)
    assert [place["name"] for place in told["locations"]] == ["House 1"]
