"""Reviewers, council members and surveyors meet one case at a time, and the rest is one press away."""

import datetime
import re

import pytest

from compliance.actions import reports
from compliance.models import Report
from qcp import clock
from qcp.access.models import Opening
from qcp.deadlines.lengths import add_days
from qcp.deadlines.models import Deadline
from tests.factories import compliance as made
from tests.pages import Page

pytestmark = pytest.mark.django_db


def home(client, user, at=""):
    client.force_login(user)
    return client.get("/home/", {"at": at} if at else {})


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def goes_on_with(response) -> str:
    """Where the one button of the page leads."""
    (address,) = {href for href, text in Page(response).links if text.startswith("Go on with it")}
    return address


@pytest.fixture
def two(rita, olivia):
    """Two reports to assess; the second is due a week before the first."""
    first, second = made.in_review(rita, olivia), made.in_review(rita)
    day = Deadline.objects.running().get(subject_id=first.pk, owner="reviewer").due_on
    Deadline.objects.filter(subject_id=second.pk, owner="reviewer").update(due_on=add_days(day, -7))
    return first, second


def test_what_presses_most_stands_alone_with_its_day(client, rita, two):
    page = home(client, rita)

    assert goes_on_with(page) == two[1].get_absolute_url()
    assert "Reports to assess, 1 of 2" in words(page)
    assert "days left" not in words(page).split("All 2 that wait for you")[0]


def test_not_now_shows_the_next_and_after_the_last_the_first(client, rita, two):
    second = home(client, rita, at="2")

    assert goes_on_with(second) == two[0].get_absolute_url()
    assert ("?at=1", "Not now, show the next") in Page(second).links
    assert goes_on_with(home(client, rita, at="7")) == two[1].get_absolute_url()
    assert goes_on_with(home(client, rita, at="x")) == two[1].get_absolute_url()


def test_all_that_waits_is_one_press_away(client, rita, two):
    links = {href for href, _ in Page(home(client, rita)).links}

    assert {report.get_absolute_url() for report in two} <= links


def test_a_day_that_has_passed_is_said_without_alarm(client, rita, two):
    with clock.at(clock.now() + datetime.timedelta(weeks=8)):
        assert "Its day was" in words(home(client, rita))


def test_it_says_what_others_moved_since_one_last_looked(client, rita, olivia, stella):
    report = made.drafted(olivia)
    report = reports.assign_reviewer(report, by=stella, reviewer=rita)
    Opening.objects.create(
        practice_id=report.application.practice_id,
        subject_label="compliance.Report",
        subject_id=report.pk,
        what="Report",
        act="opened",
        person=rita,
        role="reviewer",
        why="Reviewer of the case",
        at=clock.now() - datetime.timedelta(hours=1),
    )
    made.hand_over(Report.objects.get(pk=report.pk), rita)

    page = words(home(client, rita))

    assert "Since you last looked" in page
    assert "Send to the committee reviewer: Draft → " in page


@pytest.mark.parametrize("name", ["rita", "carl", "sam"])
def test_with_nothing_to_do_it_says_so(client, request, name):
    page = words(home(client, request.getfixturevalue(name)))

    assert "Nothing needs you now. A letter comes as soon as something does." in page
    assert "Go on with it" not in page
