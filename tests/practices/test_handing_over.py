"""The right to sign changes hands when the receiver accepts; there is always somebody who can sign."""

import pytest
from django.urls import reverse

from practices.actions import handover as actions
from practices.actions import members
from practices.models import Handover, Membership
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate


def membership(user):
    return Membership.objects.get(user=user)


def roles(practice):
    return {m.user.name: m.role for m in practice.memberships.open().select_related("user")}


@pytest.fixture
def offer(elm, olivia, eddie):
    return actions.offer(elm, to=membership(eddie), afterwards="editor", by=olivia)


def test_nothing_changes_before_the_receiver_accepts(elm, offer, eddie):
    assert roles(elm) == {"Olivia": "signatory", "Eddie": "editor", "Vera": "viewer"}
    assert [(m.notice, m.address) for m in Message.objects.all()] == [("practices.handover_offered", eddie.email)]


def test_with_the_acceptance_the_right_to_sign_changes_hands(elm, offer, olivia, eddie):
    actions.accept(offer, by=eddie)

    assert roles(elm) == {"Olivia": "editor", "Eddie": "signatory", "Vera": "viewer"}
    told = Message.objects.filter(notice="practices.handover_accepted")
    assert {m.address for m in told} == {olivia.email, eddie.email}


def test_the_giver_may_leave_with_it(elm, olivia, eddie, client):
    actions.accept(actions.offer(elm, to=membership(eddie), afterwards="leaves", by=olivia), by=eddie)

    assert roles(elm) == {"Eddie": "signatory", "Vera": "viewer"}
    client.force_login(olivia)
    assert client.get(elm.get_absolute_url()).status_code == 404


def test_a_declined_or_withdrawn_offer_leaves_all_as_it_was(elm, offer, olivia, eddie):
    actions.decline(offer, by=eddie)
    again = actions.offer(elm, to=membership(eddie), afterwards="viewer", by=olivia)
    actions.withdraw(again, by=olivia)

    for act, who in ((actions.accept, eddie), (actions.decline, eddie), (actions.withdraw, olivia)):
        with pytest.raises(OutOfDate):
            act(again, by=who)
    assert roles(elm)["Olivia"] == "signatory"


@pytest.mark.parametrize(("act", "who"), [("accept", "olivia"), ("accept", "vera"), ("withdraw", "eddie")])
def test_only_the_one_concerned_answers(offer, act, who, request):
    with pytest.raises(NotAllowed):
        getattr(actions, act)(offer, by=request.getfixturevalue(who))


def test_an_offer_ends_when_one_of_the_two_has_another_role(elm, offer, olivia, eddie, vera):
    members.change_role(membership(vera), "signatory", by=olivia)
    members.change_role(membership(olivia), "viewer", by=vera)

    with pytest.raises(OutOfDate):
        actions.accept(offer, by=eddie)
    assert roles(elm)["Eddie"] == "editor"


def test_a_second_offer_takes_the_place_of_the_first(elm, offer, olivia, vera):
    actions.offer(elm, to=membership(vera), afterwards="editor", by=olivia)

    assert [o.receiver.user for o in Handover.objects.open()] == [vera]


def test_only_a_signatory_offers_and_only_to_another_member(elm, olivia, eddie, vera, stan):
    with pytest.raises(NotAllowed):
        actions.offer(elm, to=membership(vera), afterwards="editor", by=eddie)
    for wrong in (membership(olivia), Membership(practice_id=olivia.pk, user=stan, role="viewer")):
        with pytest.raises(NotReady):
            actions.offer(elm, to=wrong, afterwards="editor", by=olivia)


def test_the_pages_offer_show_and_accept(elm, olivia, eddie, client):
    client.force_login(olivia)
    page = reverse("practices:hand-over", args=[elm.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"to": "", "afterwards": "editor"}).status_code == 422
    client.post(page, {"to": membership(eddie).pk, "afterwards": "viewer"})
    offer = Handover.objects.get()
    assert "You offered the right to sign to Eddie" in client.get(offer.get_absolute_url()).content.decode()

    client.force_login(eddie)
    assert "Asked to sign" in client.get("/home/").content.decode()
    assert "Accept: I sign from now on" in client.get(offer.get_absolute_url()).content.decode()
    client.post(reverse("practices:handover", args=[offer.pk]), {"answer": "accept"})

    assert roles(elm) == {"Olivia": "viewer", "Eddie": "signatory", "Vera": "viewer"}


def test_strangers_and_former_members_do_not_find_the_offer(elm, offer, vera, stan, eddie, client):
    url = reverse("practices:handover", args=[offer.pk])
    Membership.objects.filter(user=eddie).update(ended_at="2030-01-01T00:00Z")
    for who in (vera, stan, eddie):
        client.force_login(who)
        assert client.post(url, {"answer": "accept"}).status_code == 404
    assert Handover.objects.get().answer == ""


def test_nobody_but_a_signatory_sees_the_form(elm, eddie, stella, client):
    for who in (eddie, stella):
        client.force_login(who)
        assert client.get(reverse("practices:hand-over", args=[elm.pk])).status_code == 404
