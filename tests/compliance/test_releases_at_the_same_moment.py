"""Consents, offers to sign and changes for recipients, when two press or two workers come at the same moment."""

import pytest
from django.db import connection, transaction

from compliance.actions import announcing, sending
from compliance.models import StatusEvent
from practices.actions import handover, recipients
from practices.models import Membership, Release
from tests.compliance.test_at_the_same_moment import together
from tests.compliance.test_webhooks import SECRET, peer  # noqa: F401  a fixture
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.releases import open_recipient, opted_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one connection"),
]


@pytest.fixture
def oaks(olivia, eddie):
    practices = PracticeFactory.create_batch(4)
    for practice in practices:
        MembershipFactory(practice=practice, user=olivia)
        MembershipFactory(practice=practice, user=eddie, role="editor")
    return practices


@pytest.fixture
def plan(stella, steve, peer):  # noqa: F811
    plan = open_recipient(stella, steve)
    recipients.set_webhook(plan, url=peer.url, secret=SECRET, by=stella)
    return plan


def test_two_presses_are_one_consent(oaks, plan, olivia):
    results = together(*[lambda: opted_in(oaks[0], plan, olivia)] * 2)

    assert "OutOfDate" in results
    assert Release.objects.count() == 1


def test_the_sequence_has_no_gap_and_no_double(oaks, plan, olivia):
    together(*[lambda practice=practice: opted_in(practice, plan, olivia) for practice in oaks])

    assert sorted(StatusEvent.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


def test_two_workers_send_each_change_once(oaks, plan, olivia, peer):  # noqa: F811
    for practice in oaks:
        opted_in(practice, plan, olivia)

    together(sending.send_due, sending.send_due)

    assert sorted(each["sequence"] for each in peer.taken) == [1, 2, 3, 4]
    assert set(StatusEvent.objects.values_list("delivery", "attempts")) == {("sent", 1)}


def test_a_change_found_twice_at_once_is_told_once(oaks, plan, olivia):
    release = opted_in(oaks[0], plan, olivia)
    oaks[0].legal_name = "Oak Oncology PLLC"
    oaks[0].save()

    def announce():
        with transaction.atomic():
            announcing.announce(release.practice)

    together(announce, announcing.announce_missed)

    assert StatusEvent.objects.count() == 2


def test_two_answers_to_an_offer_to_sign_are_one(oaks, olivia, eddie):
    to = Membership.objects.get(practice=oaks[0], user=eddie)
    offer = handover.offer(oaks[0], to=to, afterwards="editor", by=olivia)

    results = together(lambda: handover.accept(offer, by=eddie), lambda: handover.withdraw(offer, by=olivia))

    assert "OutOfDate" in results
    roles = sorted(Membership.objects.filter(practice=oaks[0]).values_list("role", flat=True))
    assert roles == ["editor", "signatory"]
