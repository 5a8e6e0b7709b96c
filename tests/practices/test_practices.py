"""A practice: its number, who sees it, who is meant by its roles."""

import pytest
from django.db import IntegrityError, transaction

from practices.models import Membership, MembershipRole, Practice, Site
from tests.factories.practices import MembershipFactory, PracticeFactory, SiteFactory


@pytest.fixture
def practice(db):
    return PracticeFactory(legal_name="Elm Street Oncology")


def test_practices_are_numbered_in_the_order_in_which_they_join(db):
    assert [PracticeFactory().number for _ in range(3)] == ["QP-0001", "QP-0002", "QP-0003"]


def test_the_number_after_qp_9999_has_five_digits(db):
    PracticeFactory(number="QP-9999")

    assert PracticeFactory().number == "QP-10000"
    assert PracticeFactory().number == "QP-10001"


def test_members_see_their_own_practice_the_office_all_and_strangers_none(practice, vera, stan, stella, sam):
    MembershipFactory(practice=practice, user=vera, role=MembershipRole.VIEWER)
    other = PracticeFactory()

    assert list(Practice.objects.visible_to(vera)) == [practice]
    assert list(Practice.objects.visible_to(stella)) == [practice, other]
    assert list(Practice.objects.visible_to(stan)) == []
    assert list(Practice.objects.visible_to(sam)) == []


def test_a_membership_that_has_ended_shows_nothing_any_more(practice, vera):
    MembershipFactory(practice=practice, user=vera, ended=True)

    assert list(Practice.objects.visible_to(vera)) == []
    assert not practice.has_member(vera)


def test_coming_back_after_an_ended_membership_shows_the_practice_once(practice, vera):
    MembershipFactory(practice=practice, user=vera, ended=True)
    MembershipFactory(practice=practice, user=vera)

    assert list(Practice.objects.visible_to(vera)) == [practice]


def test_has_member_asks_for_the_named_roles(practice, olivia, vera, stan):
    MembershipFactory(practice=practice, user=olivia)
    MembershipFactory(practice=practice, user=vera, role=MembershipRole.VIEWER)

    assert practice.has_member(olivia, MembershipRole.SIGNATORY)
    assert not practice.has_member(vera, MembershipRole.SIGNATORY, MembershipRole.EDITOR)
    assert practice.has_member(vera)
    assert not practice.has_member(stan)


def test_the_people_of_a_practice(practice, olivia, vera, stella, max):
    MembershipFactory(practice=practice, user=olivia)
    MembershipFactory(practice=practice, user=vera, role=MembershipRole.VIEWER)

    assert list(practice.people("signatory")) == [olivia]
    assert list(practice.people("members")) == [olivia, vera]
    assert list(practice.people("staff")) == [max, stella]
    assert list(practice.people("manager")) == [max]
    with pytest.raises(LookupError):
        practice.people("surveyor")


@pytest.mark.parametrize(
    "impossible",
    [
        lambda practice, user: Practice.objects.create(number="X-1", legal_name="X", city="X", state="IL"),
        lambda practice, user: PracticeFactory(state="il"),
        lambda practice, user: PracticeFactory(oncologist_hours=0),
        lambda practice, user: SiteFactory(practice=practice, zip="6270"),
        lambda practice, user: [SiteFactory(practice=practice, is_main=True) for _ in range(2)],
        lambda practice, user: [SiteFactory(practice=practice, name="Elm") for _ in range(2)],
        lambda practice, user: [MembershipFactory(practice=practice, user=user) for _ in range(2)],
        lambda practice, user: MembershipFactory(practice=practice, user=user, role="owner"),
    ],
)
def test_the_database_refuses_what_can_never_be_true(practice, olivia, impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        impossible(practice, olivia)

    assert Site.objects.count() == Membership.objects.count() == 0
