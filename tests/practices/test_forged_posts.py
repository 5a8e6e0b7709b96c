"""What no form declares changes nothing, and what belongs to others is refused, whatever a browser is made to send."""

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from practices.actions import handover
from practices.models import Handover, Membership, Practice, Release
from qcp.accounts.models import Invitation
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.releases import open_recipient, opted_in

FORGED = {"practice": "x", "user": "x", "agreed_by": "x", "revoked_at": "", "ended_at": "", "is_staff": "on", "id": "7"}


@pytest.fixture
def plan(stella, steve):
    return open_recipient(by=stella, confirmed_by=steve)


@pytest.fixture
def oak(elm, stan):
    practice = PracticeFactory(legal_name="Oak")
    MembershipFactory(practice=practice, user=stan)
    return practice


def test_keys_that_no_form_declares_change_nothing(elm, plan, olivia, vera, client):
    before = model_to_dict(Practice.objects.get(pk=elm.pk))
    client.force_login(olivia)
    page = reverse("practices:release", args=[elm.pk, plan.pk])
    hidden = {name: client.get(page).context["form"][name].value() for name in ("seen", "terms_version")}

    signed = {"typed_name": "Olivia", "title": "Boss", "agree": "on"}
    client.post(page, {**FORGED, **hidden, **signed, "payload": "{}", "terms": "none"})
    member = Membership.objects.get(user=vera)
    client.post(reverse("practices:member", args=[member.pk]), {**FORGED, "role": "editor"})
    invited = {"email": "n@new.example", "name": "N", "role": "viewer", "invited_by": vera.pk, "capacity": "signatory"}
    client.post(reverse("practices:members", args=[elm.pk]), {**FORGED, **invited})

    release = Release.objects.get()
    assert (release.practice, release.agreed_by, release.revoked_at) == (elm, olivia, None)
    assert release.payload != "{}"
    member.refresh_from_db()
    assert (member.role, member.user, member.practice, member.ended_at) == ("editor", vera, elm, None)
    invitation = Invitation.objects.get()
    assert (invitation.capacity, invitation.invited_by, invitation.role) == ("viewer", olivia, "practice")
    assert model_to_dict(Practice.objects.get(pk=elm.pk)) == before


@pytest.mark.parametrize("role", ["staff", "manager", "", "owner"])
def test_no_role_but_the_three_is_given(elm, olivia, vera, client, role):
    client.force_login(olivia)
    member = Membership.objects.get(user=vera)

    client.post(reverse("practices:member", args=[member.pk]), {"role": role})
    client.post(reverse("practices:members", args=[elm.pk]), {"email": "n@new.example", "name": "N", "role": role})

    assert Membership.objects.get(user=vera).role == "viewer"
    assert not Invitation.objects.exists()


def test_records_of_others_are_refused_by_every_form(elm, oak, plan, olivia, stan, client):
    theirs = opted_in(oak, plan, stan)
    stans = Membership.objects.get(user=stan)
    client.force_login(olivia)

    answers = [
        client.post(reverse("practices:revoke-release", args=[theirs.pk])),
        client.post(reverse("practices:member", args=[stans.pk]), {"role": "end"}),
        client.post(reverse("practices:members", args=[oak.pk]), {"email": "a@b.example", "name": "A"}),
        client.post(reverse("practices:release", args=[oak.pk, plan.pk]), {}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    forged = {"to": stans.pk, "afterwards": "editor"}
    assert client.post(reverse("practices:hand-over", args=[elm.pk]), forged).status_code == 422
    assert not Handover.objects.exists()
    assert Release.objects.get().revoked_at is None


def test_an_answer_that_the_page_does_not_offer_is_no_consent(elm, olivia, eddie, client):
    offer = handover.offer(elm, to=Membership.objects.get(user=eddie), afterwards="editor", by=olivia)
    client.force_login(eddie)

    client.post(reverse("practices:handover", args=[offer.pk]), {"answer": "yes, and make me manager"})

    assert Membership.objects.get(user=eddie).role == "editor"
