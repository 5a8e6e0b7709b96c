"""The office's desk and queues for applications."""

import pytest
import time_machine
from django.urls import reverse

from applications import queues
from applications.models import Application
from applications.queries.progress import rows
from applications.states import State
from qcp.web.templatetags.portal import moment
from tests.factories.applications import ApplicationFactory, practice_of


@pytest.fixture
def waiting(catalogue, olivia, eddie, vera):
    """Submitted, as a row."""
    return ApplicationFactory(submitted=True, practice=practice_of(olivia, eddie, vera))


def move_page(application, move):
    return reverse("admin:applications_application_move", args=[application.pk, move])


def test_staff_return_named_steps_from_the_desk(client, waiting, stella):
    client.force_login(stella)
    url = move_page(waiting, "return")

    empty = client.post(url, {"note": "Because."})
    done = client.post(url, {"survey-dates": "Offer later dates."})

    assert empty.status_code == 422
    assert "Name at least one step" in empty.content.decode()
    assert done.status_code == 302
    application = Application.objects.get()
    assert (application.state, set(application.open_returns)) == (State.RETURNED, {"survey-dates"})


def test_the_desk_shows_what_a_return_would_bring_without_making_it(client, waiting, stella, olivia):
    client.force_login(stella)

    page = client.post(move_page(waiting, "return"), {"survey-dates": "Offer later dates.", "preview": "yes"})

    assert page.status_code == 200
    assert "Action needed: application APP-0001 came back" in page.content.decode()
    assert Application.objects.get().state == State.SUBMITTED


def test_each_queue_holds_what_waits_for_its_people(waiting, stella, olivia, eddie, vera, stan):
    assert list(queues.to_review(stella)) == [waiting]
    assert [list(queues.in_my_hands(user)) for user in (olivia, eddie, vera, stan)] == [[], [], [], []]


def test_a_draft_waits_for_those_who_can_fill_it_in_and_names_who_saved_it(draft, olivia, eddie, vera, stella):
    assert [list(queues.in_my_hands(user)) for user in (olivia, eddie, vera)] == [[draft], [draft], []]
    assert list(queues.to_review(stella)) == []
    line = queues.filling_line(draft)
    when = moment(draft.saved_at)
    assert line.text == "Continue: application APP-0001"
    assert line.detail == f"Not submitted, last saved by Eddie at {when}"


def test_somebody_who_stepped_off_the_case_finds_nothing_of_it(client, waiting, stella):
    waiting.case.recusals.create(user=stella)
    client.force_login(stella)

    assert list(queues.to_review(stella)) == []
    assert client.get(waiting.get_absolute_url()).status_code == 404
    assert client.get(move_page(waiting, "accept")).status_code == 404


def test_what_was_sent_stays_complete_when_scores_and_dates_grow_old(catalogue, olivia):
    with time_machine.travel("2026-03-05 17:00Z"):
        application = ApplicationFactory(survey_ready=True, practice=practice_of(olivia))

    with time_machine.travel("2027-02-05 17:00Z"):
        assert {row.state for row in rows(application)} == {"complete"}


def test_a_draft_that_was_withdrawn_can_still_be_read(client, catalogue, olivia):
    application = ApplicationFactory(withdrawn=True, practice=practice_of(olivia))
    client.force_login(olivia)

    for name in ("detail", "check"):
        assert client.get(reverse(f"applications:{name}", args=[application.pk])).status_code == 200
