"""People are invited by letter before they have an account; letters can be sent again and taken back."""

import datetime

import pytest
from django.urls import reverse

from practices.actions import joining
from practices.models import Membership
from qcp import clock
from qcp.accounts.actions import accept_as_newcomer
from qcp.accounts.models import Invitation
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate


@pytest.fixture
def invited(elm, olivia):
    return joining.invite_member(elm, email="nora@new.example", name="Nora", role="viewer", by=olivia)


def act(elm, invitation, word):
    return reverse("practices:invitation", args=[elm.pk, invitation.pk]), {"act": word}


def later(**time):
    return clock.at(clock.now() + datetime.timedelta(**time))


def test_somebody_without_an_account_joins_through_the_letter(elm, invited, olivia):
    nora = accept_as_newcomer(invited, name="Nora New", password="a long pass phrase")

    assert elm.role_of(nora) == "viewer"
    assert [m.address for m in Message.objects.filter(notice="practices.member_joined")] == [olivia.email]


def test_the_page_lists_who_is_invited_and_sends_the_letter_again(elm, invited, olivia, client):
    client.force_login(olivia)
    page = client.get(reverse("practices:members", args=[elm.pk])).content.decode()
    assert "nora@new.example. As viewer, invited" in page
    assert "The letter works until" in page

    with later(days=15):
        assert "The letter no longer works" in client.get(reverse("practices:members", args=[elm.pk])).content.decode()
        client.post(*act(elm, invited, "again"))

    assert Message.objects.filter(address="nora@new.example").count() == 2
    assert Invitation.objects.get().invited_at > invited.invited_at


def test_a_letter_is_not_sent_twice_in_a_row(elm, invited, olivia, client):
    client.force_login(olivia)

    response = client.post(*act(elm, invited, "again"), follow=True)

    assert "A letter went to nora@new.example a moment ago." in response.content.decode()


def test_a_letter_that_was_taken_back_opens_nothing(elm, invited, olivia, client):
    client.force_login(olivia)

    client.post(*act(elm, invited, "cancel"))

    assert client.get(invited.get_absolute_url()).status_code == 404
    with pytest.raises(OutOfDate):
        accept_as_newcomer(invited, name="Nora", password="a long pass phrase")


@pytest.mark.parametrize("who", ["eddie", "vera"])
def test_other_members_neither_see_nor_touch_invitations(elm, invited, who, request, client):
    user = request.getfixturevalue(who)
    client.force_login(user)

    assert "nora@new.example" not in client.get(reverse("practices:members", args=[elm.pk])).content.decode()
    client.post(*act(elm, invited, "cancel"))

    assert Invitation.objects.get().withdrawn_at is None
    with pytest.raises(NotAllowed):
        joining.take_back(invited, elm, by=user)


def test_an_invitation_to_another_practice_is_not_found_here(elm, olivia, stella, client):
    other = joining.invite_member(
        elm.__class__.objects.create(legal_name="Oak", city="Salem", state="OR"),
        email="otto@new.example", name="Otto", role="viewer", by=stella,
    )  # fmt: skip
    client.force_login(olivia)

    assert client.post(*act(elm, other, "cancel")).status_code == 404


def test_a_member_is_not_invited_again(elm, olivia, eddie):
    with pytest.raises(NotReady) as refusal:
        joining.invite_member(elm, email=eddie.email.upper(), name="Eddie", role="viewer", by=olivia)
    assert "belongs to the practice already" in refusal.value.problems[0]


def test_a_person_who_was_taken_out_is_out_with_the_next_click(elm, olivia, eddie, client):
    client.force_login(eddie)
    assert client.get(elm.get_absolute_url()).status_code == 200

    member = Membership.objects.get(user=eddie)
    joining_page = reverse("practices:member", args=[member.pk])
    boss = client.__class__()
    boss.force_login(olivia)
    boss.post(joining_page, {"role": "end"})

    assert client.get(elm.get_absolute_url()).status_code == 404
    assert client.get(reverse("practices:members", args=[elm.pk])).status_code == 404


def test_the_roles_are_told_in_words(elm, vera, client):
    client.force_login(vera)
    page = client.get(reverse("practices:members", args=[elm.pk])).content.decode()
    for words in ("reads everything of the practice", "Saving is not submitting", "also signs: agreements"):
        assert words in page
