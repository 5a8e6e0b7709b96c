"""One address for every move that needs no page of its own."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.states import State
from practices.models import ScoreSubmission
from qcp.access.models import Recusal
from qcp.web.moves import address, is_plain
from qcp.workflow import chain
from tests.factories.applications import ApplicationFactory, practice_of, qualify

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(olivia, eddie):
    return practice_of(olivia, eddie)


@pytest.fixture
def submitted(practice, olivia):
    application = ApplicationFactory(practice=practice, submitted=True)
    chain.begin(application, by=olivia)
    return application


@pytest.fixture
def scores(practice, olivia):
    submission = qualify(practice)
    chain.begin(submission, by=olivia)
    return submission


def url(record, move):
    return reverse("web:move", args=[record.slug, record.pk, move])


def state_of(record):
    return type(record).objects.get(pk=record.pk).state


def test_the_button_makes_the_move_and_leads_back_to_the_record(client, submitted, stella):
    client.force_login(stella)

    response = client.post(url(submitted, "accept"))

    assert response.status_code == 302
    assert response.url == submitted.get_absolute_url()
    assert state_of(submitted) == State.SURVEY_READY
    assert submitted.history.order_by("version").last().actor == stella


def test_the_same_button_pressed_twice_moves_once(client, submitted, stella):
    client.force_login(stella)

    for _ in range(2):
        response = client.post(url(submitted, "accept"), {"form_key": "one"})
        assert response.url == submitted.get_absolute_url()

    assert submitted.history.count() == 2


def test_a_missing_reason_is_asked_for_and_what_was_typed_stays(client, scores, stella):
    client.force_login(stella)

    response = client.post(url(scores, "correct"), {"note": "  "})

    assert response.status_code == 422
    assert b"<title>Error: Not done: Correct - QCP</title>" in response.content
    assert b"Reason: write why" in response.content
    assert state_of(scores) == "final"


def test_a_refused_move_keeps_the_reason_and_says_what_is_missing(client, practice, scores, stella):
    ApplicationFactory(practice=practice, score_submission=scores)
    client.force_login(stella)

    response = client.post(url(scores, "correct"), {"note": "The numerator of one measure was misread."})

    assert response.status_code == 422
    assert b"The numerator of one measure was misread.</textarea>" in response.content
    assert response.context["problems"]
    assert ScoreSubmission.objects.get(pk=scores.pk).state == "final"


def test_a_move_that_somebody_else_has_made_meanwhile_is_out_of_date(client, submitted, stella, steve):
    client.force_login(stella)
    client.post(url(submitted, "accept"))
    client.force_login(steve)

    response = client.post(url(submitted, "accept"))

    assert response.status_code == 422
    assert b"can no longer be changed in that way" in response.content


def test_strangers_and_those_who_stepped_off_find_nothing(client, submitted, stan, stella):
    Recusal.objects.create(case=submitted.case, user=stella)
    for user in (stan, stella):
        client.force_login(user)
        assert client.post(url(submitted, "accept")).status_code == 404
    assert state_of(submitted) == State.SUBMITTED


def test_a_member_without_the_right_is_told_so(client, submitted, eddie):
    client.force_login(eddie)

    response = client.post(url(submitted, "accept"))

    assert response.status_code == 422
    assert b"not open to your account here" in response.content
    assert state_of(submitted) == State.SUBMITTED


@pytest.mark.parametrize("path", ["application/{pk}/explode/", "nothing/{pk}/accept/", "application/{no}/accept/"])
def test_what_does_not_exist_is_not_found(client, submitted, stella, path):
    client.force_login(stella)
    no = "00000000-0000-0000-0000-000000000000"

    assert client.post("/moves/" + path.format(pk=submitted.pk, no=no)).status_code == 404


def test_a_button_is_never_a_link(client, submitted, stella):
    client.force_login(stella)

    assert client.get(url(submitted, "accept")).status_code == 405


def test_a_move_with_a_page_of_its_own_leads_there(submitted):
    for move in ("accept", "withdraw"):
        own = submitted.page_for(move)
        assert address(submitted, move) == (own or url(submitted, move))
    assert not is_plain(Application(), "explode")
