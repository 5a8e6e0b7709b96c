"""Who belongs to a practice, and who may change that."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from practices.actions import members as actions
from practices.models import Membership
from qcp.accounts.models import RightChange
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate


def membership(user):
    return Membership.objects.get(user=user)


def test_a_signatory_gives_a_member_another_role_and_both_are_told(elm, olivia, vera):
    actions.change_role(membership(vera), "editor", by=olivia)

    assert membership(vera).role == "editor"
    assert {message.address for message in Message.objects.all()} == {olivia.email, vera.email}


def test_a_signatory_ends_a_membership(elm, olivia, vera):
    actions.end(membership(vera), by=olivia)

    assert not elm.memberships.open().filter(user=vera).exists()
    with pytest.raises(OutOfDate):
        actions.end(membership(vera), by=olivia)


@pytest.mark.parametrize("act", [actions.end, lambda who, by: actions.change_role(who, "viewer", by=by)])
def test_somebody_has_to_be_able_to_sign(elm, olivia, act):
    with pytest.raises(NotReady) as refusal:
        act(membership(olivia), by=olivia)

    assert refusal.value.problems == [
        "Somebody has to be able to sign for the practice. Make another member signatory first."
    ]


def test_with_a_second_signatory_the_first_may_go(elm, olivia, eddie):
    actions.change_role(membership(eddie), "signatory", by=olivia)

    actions.end(membership(olivia), by=olivia)

    assert [member.user for member in elm.memberships.open().filter(role="signatory")] == [eddie]


def test_only_signatories_change_members(elm, eddie, vera, stella, stan):
    for user in (eddie, vera, stella, stan):
        with pytest.raises(NotAllowed):
            actions.end(membership(vera), by=user)


def test_an_unknown_role_is_refused(elm, olivia, vera):
    with pytest.raises(NotReady):
        actions.change_role(membership(vera), "owner", by=olivia)


def test_each_change_leaves_one_line_and_a_refusal_none(elm, olivia, vera, client):
    actions.change_role(membership(vera), "editor", by=olivia)
    actions.change_role(membership(vera), "editor", by=olivia)
    with pytest.raises(NotReady):
        actions.end(membership(olivia), by=olivia)
    actions.end(membership(vera), by=olivia)

    client.force_login(olivia)
    page = client.get(reverse("practices:members", args=[elm.pk])).content.decode()

    noted = RightChange.objects.order_by("pk").values_list("person__name", "what", "by__name", "practice_id")
    assert list(noted) == [("Vera", "Editor", "Olivia", elm.pk), ("Vera", "No longer a member", "Olivia", elm.pk)]
    assert "Vera: No longer a member, by Olivia" in page


def test_no_right_changes_without_its_line(elm, olivia, vera):
    def no_line(execute, sql, *rest):
        if sql.startswith('INSERT INTO "accounts_rightchange"'):
            raise OperationalError("no room")
        return execute(sql, *rest)

    with connection.execute_wrapper(no_line), pytest.raises(OperationalError):
        actions.end(membership(vera), by=olivia)

    assert elm.memberships.open().filter(user=vera).exists()


def test_the_page_changes_roles_and_ends_memberships(elm, client, olivia, vera, eddie):
    client.force_login(olivia)

    client.post(reverse("practices:member", args=[membership(vera).pk]), {"role": "editor"})
    client.post(reverse("practices:member", args=[membership(eddie).pk]), {"role": "end"})
    response = client.post(reverse("practices:member", args=[membership(olivia).pk]), {"role": "end"}, follow=True)

    assert membership(vera).role == "editor"
    assert membership(eddie).ended_at
    assert membership(olivia).ended_at is None
    assert "Make another member signatory first." in response.content.decode()


def test_only_a_signatory_is_shown_the_way_to_change_members(elm, client, olivia, vera):
    url = reverse("practices:members", args=[elm.pk])
    client.force_login(vera)
    assert "<select" not in client.get(url).content.decode()
    client.force_login(olivia)
    assert client.get(url).content.decode().count("<select") == 3
