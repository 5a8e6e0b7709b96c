"""One's deadlines as a page and as a calendar."""

import pytest
from icalendar import Calendar

from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import CalendarKey, Deadline

from .conftest import at, day


@pytest.fixture
def running(application):
    """A clock of the practice and one of the office."""
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.FINAL_DEADLINE, because="Certification Pending")
        deadlines.open(application, Kind.SURVEYOR_NAMED, because="accepted")


def entries(client, user) -> list:
    key = CalendarKey.objects.filter(user=user).first() or CalendarKey.renew(user)
    answer = client.get(f"/calendar/{key.token}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_says_what_the_deadlines_are(client, application, running, olivia):
    (entry,) = entries(client, olivia)

    final = Deadline.objects.get(kind=Kind.FINAL_DEADLINE)
    assert entry.decoded("dtstart") == final.due_on == day("2027-03-02")
    assert entry.decoded("dtend") == day("2027-03-03")
    assert entry["summary"] == f"Final deadline: {application}"
    assert entry["sequence"] == 0
    assert "23:59:59 Eastern time (America/New_York)" in entry["description"]
    assert entry["url"].endswith(f"/deadlines/{final.pk}/")


def test_the_office_has_its_own_clocks_in_its_calendar(client, running, stella):
    assert [str(entry["summary"]).partition(":")[0] for entry in entries(client, stella)] == ["Name a surveyor"]


def test_a_moved_deadline_is_the_same_entry_with_a_new_date(client, application, running, olivia):
    (before,) = entries(client, olivia)
    deadlines.move(application, Kind.FINAL_DEADLINE, to=day("2027-04-01"), because="extension")
    (after,) = entries(client, olivia)

    assert after["uid"] == before["uid"]
    assert (after["sequence"], after.decoded("dtstart")) == (1, day("2027-04-01"))


def test_who_stepped_off_the_case_sees_nothing_of_it(client, application, running, stella):
    assert len(entries(client, stella)) == 1

    conflicts.recuse(application.case, stella)

    assert entries(client, stella) == []


def test_a_stranger_sees_nothing(client, running, stan, sam):
    assert entries(client, stan) == entries(client, sam) == []


def test_a_new_address_ends_the_one_before(client, running, olivia):
    old = CalendarKey.renew(olivia).token
    client.force_login(olivia)

    assert client.post("/calendar/").status_code == 302

    new = CalendarKey.objects.get(user=olivia).token
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200


def test_the_calendar_of_a_closed_account_is_gone(client, running, olivia):
    key = CalendarKey.renew(olivia)
    olivia.is_active = False
    olivia.save()

    assert client.get(f"/calendar/{key.token}.ics").status_code == 404


def test_looking_at_the_page_makes_no_address(client, running, olivia):
    client.force_login(olivia)

    page = client.get("/calendar/").content.decode()

    assert "Make my calendar address" in page
    assert "Final deadline" in page
    assert CalendarKey.objects.count() == 0


def test_why_a_date_is_that_date(client, running, olivia, stan):
    deadline = Deadline.objects.get(kind=Kind.FINAL_DEADLINE)
    client.force_login(olivia)

    page = client.get(f"/deadlines/{deadline.pk}/").content.decode()

    assert deadline.explanation in page.replace("&#x27;", "'")
    assert "1 Jan 2027" in page
    client.force_login(stan)
    assert client.get(f"/deadlines/{deadline.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_asks_the_same_questions_however_long_it_is(
    client, application, olivia, count, django_assert_num_queries
):
    for kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE, Kind.ACTION_PLAN)[:count]:
        deadlines.open(application, kind, because="event")
    token = CalendarKey.renew(olivia).token

    with django_assert_num_queries(6):
        client.get(f"/calendar/{token}.ics")
