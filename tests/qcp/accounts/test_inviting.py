"""Accounts come by invitation: a letter to an address, a new account or a press of a button."""

import datetime
import re

import pytest

from practices.models import Membership, MembershipRole
from qcp import clock
from qcp.accounts import actions
from qcp.accounts.models import Invitation, Role, User
from qcp.notices.models import Message
from qcp.workflow.refusals import NotReady
from tests.factories.practices import MembershipFactory, PracticeFactory

PASSWORD = "three blind mice"


def address_in_the_letter() -> str:
    return re.search(r"/invitations/\S+/", Message.objects.latest("created_at").body).group()


def test_the_office_invites_a_surveyor_who_makes_an_account(client, stella):
    client.force_login(stella)
    invited = client.post(
        "/invitations/", {"email": "Nora@field.example", "name": "Nora", "role": Role.SURVEYOR}, follow=True
    )
    assert "An invitation is on its way to nora@field.example." in invited.content.decode()
    client.logout()

    page = client.get(address_in_the_letter()).content.decode()
    assert "nora@field.example" in page
    made = client.post(address_in_the_letter(), {"name": "Nora Field", "password": PASSWORD})

    assert made["Location"] == "/accounts/login/"
    nora = User.objects.get(email="nora@field.example")
    assert (nora.name, nora.role, nora.check_password(PASSWORD)) == ("Nora Field", Role.SURVEYOR, True)


def test_an_invitation_works_once(client, stella):
    actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)
    client.post(address_in_the_letter(), {"name": "Nora", "password": PASSWORD})

    again = client.get(address_in_the_letter())

    assert again.status_code == 404
    assert "This invitation does not work" in again.content.decode()


def test_a_forged_withdrawn_or_old_invitation_does_not_work(client, stella):
    invitation = actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)
    url = invitation.get_absolute_url()
    assert client.get(url).status_code == 200
    assert client.get(url[:-3] + "xy/").status_code == 404
    assert client.get("/invitations/guess/").status_code == 404

    actions.withdraw(invitation)

    assert client.get(url).status_code == 404


def test_an_invitation_grows_old(client, stella, time_machine):
    url = actions.invite("nora@field.example", name="Nora", by=stella).get_absolute_url()
    time_machine.move_to(clock.now() + datetime.timedelta(days=15))

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("password", ["short", "password1234", "nora@field.example", "123456789012"])
def test_a_weak_password_is_refused_in_words_and_nothing_typed_is_lost(client, stella, password):
    actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)

    answer = client.post(address_in_the_letter(), {"name": "Nora Field", "password": password})

    assert answer.status_code == 422
    assert "Nora Field" in answer.content.decode()
    assert "errorlist" in answer.content.decode()
    assert not User.objects.filter(email="nora@field.example").exists()


def test_an_invitation_to_a_practice_makes_a_member(client, olivia):
    practice = PracticeFactory()
    actions.invite("nora@elm.example", name="Nora", by=olivia, to=practice, capacity=MembershipRole.EDITOR)

    client.post(address_in_the_letter(), {"name": "Nora", "password": PASSWORD})

    membership = Membership.objects.get(user__email="nora@elm.example")
    assert (membership.practice, membership.role) == (practice, MembershipRole.EDITOR)


def test_who_has_an_account_signs_in_and_accepts(client, olivia, eddie):
    practice = PracticeFactory()
    actions.invite(eddie.email, name="Eddie", by=olivia, to=practice, capacity=MembershipRole.VIEWER)
    url = address_in_the_letter()
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"

    client.force_login(eddie)
    client.post(url)

    assert practice.has_member(eddie, MembershipRole.VIEWER)
    assert Invitation.objects.get().accepted_by == eddie


def test_nobody_else_can_accept_it(client, olivia, eddie, stan):
    practice = PracticeFactory()
    actions.invite(eddie.email, name="Eddie", by=olivia, to=practice, capacity=MembershipRole.VIEWER)
    client.force_login(stan)

    client.post(address_in_the_letter())

    assert not practice.has_member(stan)
    assert Invitation.objects.open().count() == 1


def test_one_account_has_one_role(stella, sam):
    with pytest.raises(NotReady, match="already has an account as Surveyor"):
        actions.invite(sam.email, name="Sam", by=stella, role=Role.REVIEWER)


def test_inviting_again_sends_a_new_letter_for_the_same_invitation(stella):
    actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)
    with pytest.raises(NotReady, match="A letter went to nora@field.example a moment ago"):
        actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)
    with clock.at(clock.now() + datetime.timedelta(minutes=6)):
        actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)

    assert (Invitation.objects.count(), Message.objects.count()) == (1, 2)


def test_nobody_invites_the_whole_town(stella):
    for number in range(actions.LETTERS_AN_HOUR):
        actions.invite(f"p{number}@field.example", name="P", by=stella, role=Role.SURVEYOR)

    with pytest.raises(NotReady, match="You invited 50 people within the hour"):
        actions.invite("nora@field.example", name="Nora", by=stella, role=Role.SURVEYOR)


def test_nobody_signs_up_by_themselves(client, db):
    page = client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "x@y.example", "password1": PASSWORD})

    assert "Accounts come by invitation" in page
    assert User.objects.count() == 0


def invite_to(client, practice, by, **given):
    client.force_login(by)
    typed = {"email": "nora@elm.example", "name": "Nora", "role": "editor"} | given
    return client.post(f"/practices/{practice.pk}/members/", typed, follow=True)


def test_a_signatory_invites_to_the_practice(client, olivia):
    practice = PracticeFactory()
    MembershipFactory(practice=practice, user=olivia, role=MembershipRole.SIGNATORY)

    page = invite_to(client, practice, olivia).content.decode()

    assert "An invitation is on its way to nora@elm.example." in page
    assert "as editor of" in Message.objects.get().body


def test_the_office_invites_the_first_signatory(client, stella):
    practice = PracticeFactory()

    invite_to(client, practice, stella, role="signatory")

    assert Invitation.objects.get().capacity == "signatory"


def test_an_editor_cannot_invite_and_reads_why(client, eddie):
    practice = PracticeFactory()
    MembershipFactory(practice=practice, user=eddie, role=MembershipRole.EDITOR)

    page = invite_to(client, practice, eddie).content.decode()

    assert "Members are invited by a signatory of the practice, or by the program office." in page
    assert not Invitation.objects.exists()


def test_who_belongs_already_is_not_invited_again(client, olivia):
    practice = PracticeFactory()
    MembershipFactory(practice=practice, user=olivia, role=MembershipRole.SIGNATORY)

    page = invite_to(client, practice, olivia, email=olivia.email).content.decode()

    assert "belongs to the practice already" in page
