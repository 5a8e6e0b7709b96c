"""What waits for whom: each survey with the one who has to act, its number the length of its list."""

import datetime

import pytest
from django.urls import reverse

from qcp.web.queues import Listing, queues_for, shelves_for
from surveys.actions import ordering
from surveys.states import State

LATE = datetime.date(2026, 6, 1)
EXPECTED = {
    "survey": {"surveys.to-name"},
    "proposed": set(),
    "confirmed": {"surveys.to-date"},
    "scheduled": set(),
    "begun": set(),
    "submitted": {"surveys.to-check"},
}
LATE_TOO = {
    **EXPECTED,
    "proposed": {"surveys.answers-overdue"},
    "scheduled": {"surveys.visits-overdue"},
    "begun": {"surveys.findings-overdue"},
}


def waiting(user):
    listings = (Listing(queue, user) for queue in queues_for(user) if queue.key.startswith("surveys."))
    return {listing.queue.key for listing in listings if listing.count}


@pytest.mark.parametrize("fixture", EXPECTED)
def test_the_office_sees_what_it_has_to_do(request, fixture, stella):
    request.getfixturevalue(fixture)

    assert waiting(stella) == EXPECTED[fixture]


@pytest.mark.parametrize("fixture", EXPECTED)
def test_the_office_sees_what_others_are_late_with(request, fixture, stella, on):
    request.getfixturevalue(fixture)

    with on(LATE):
        assert waiting(stella) == LATE_TOO[fixture]


def test_the_surveyor_sees_what_is_to_hold_and_to_submit(begun, sam, sue):
    assert waiting(sam) == {"surveys.findings-due"}
    assert waiting(sue) == set()


@pytest.mark.parametrize("who", ["stella", "max", "sam", "olivia", "stan", "rita", "carl"])
def test_every_home_page_opens(request, client, begun, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("web:home")).status_code == 200


def test_a_recusal_empties_queues_and_shelves(submitted, stella, sam):
    submitted.case.recusals.create(user=stella)
    submitted.case.recusals.create(user=sam)

    assert waiting(stella) == waiting(sam) == set()
    assert [Listing(shelf, sam).count for shelf in shelves_for(sam) if shelf.key == "surveys.mine"] == [0]
    assert submitted.state == State.FINDINGS_SUBMITTED


def test_the_line_of_a_queue_says_by_when(application, stella):
    ordering.application_accepted(application, by=stella)
    queue = next(queue for queue in queues_for(stella) if queue.key == "surveys.to-name")

    assert [line.due_on for line in Listing(queue, stella).lines] == [datetime.date(2026, 3, 16)]
