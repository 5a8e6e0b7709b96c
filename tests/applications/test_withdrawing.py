"""The signatory gives an application up."""

import pytest
from django.urls import reverse

from applications.actions import application as actions
from applications.actions.opening import open_application
from applications.models import Application
from applications.states import State
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, OutOfDate
from tests.factories.applications import ApplicationFactory


def test_withdrawing_ends_every_clock_and_tells_both_sides(submitted, olivia, stella):
    withdrawn = actions.withdraw(submitted, by=olivia)

    assert withdrawn.state == State.WITHDRAWN
    assert not Deadline.objects.of(withdrawn).running().exists()
    assert {m.recipient for m in Message.objects.filter(notice="applications.withdrawn")} >= {olivia, stella}


def test_only_the_signatory_withdraws(draft, eddie, stella):
    for user in (eddie, stella):
        with pytest.raises(NotAllowed):
            actions.withdraw(draft, by=user)


def test_after_a_withdrawal_the_practice_can_open_a_new_one(draft, olivia):
    actions.withdraw(draft, by=olivia)

    assert open_application(draft.practice, by=olivia).reference == "APP-0002"


def test_what_has_ended_cannot_be_withdrawn(practice, olivia):
    with pytest.raises(OutOfDate):
        actions.withdraw(ApplicationFactory(denied=True, practice=practice), by=olivia)


def test_the_page_says_what_becomes_of_the_fee_before_the_button(draft, client, olivia, eddie):
    url = reverse("applications:withdraw", args=[draft.pk])
    client.force_login(eddie)
    assert client.get(url).status_code == 404
    client.force_login(olivia)
    assert "What becomes of the fee" in client.get(url).content.decode()
    assert client.post(url).status_code == 303
    assert Application.objects.get(pk=draft.pk).state == State.WITHDRAWN
