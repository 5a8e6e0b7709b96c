"""Invitations for one's own calendar: with the letters and to be fetched; moved and called off as the visit is."""

import datetime

import pytest
from icalendar import Calendar

from qcp.notices.delivery import as_email
from qcp.notices.models import Message
from surveys.actions import survey as actions
from surveys.invitation import published

from .conftest import DAYS, answer, plan

UTC = datetime.UTC


def enclosed(notice, reader):
    """What a calendar finds in the e-mail: the method of the part, and its entries."""
    letter = as_email(Message.objects.get(notice=notice, recipient=reader)).message()
    part = next(each for each in letter.walk() if each.get_content_type() == "text/calendar")
    assert part.get_filename() == "SUR-0001.ics"
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert str(calendar["method"]) == part.get_param("method")
    return str(calendar["method"]), calendar.events


def test_the_letter_that_tells_the_date_invites_its_reader(scheduled, sam, olivia):
    for reader in (sam, olivia):
        method, (event,) = enclosed("surveys.scheduled", reader)

        assert (method, str(event["status"])) == ("REQUEST", "CONFIRMED")
        assert str(event["attendee"]) == f"mailto:{reader.email}"
        assert event["dtstart"].dt == datetime.datetime(2026, 4, 1, 13, 30, tzinfo=UTC)
        assert event["dtend"].dt == datetime.datetime(2026, 4, 1, 21, 30, tzinfo=UTC)
        assert "Main Street" in event["location"]


def test_a_moved_visit_is_the_same_entry_with_a_higher_number(scheduled, stella, sam):
    (before,) = enclosed("surveys.scheduled", sam)[1]
    actions.reschedule(scheduled, by=stella, plan=plan(scheduled, DAYS[1]), note="Snow")

    method, (after,) = enclosed("surveys.rescheduled", sam)
    assert (method, str(after["uid"])) == ("REQUEST", str(before["uid"]))
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt.date() == DAYS[1]


@pytest.mark.parametrize(("act", "notice"), [("unassign", "surveys.unassigned"), ("cancel", "surveys.cancelled")])
def test_a_visit_that_is_called_off_leaves_the_calendars_of_both_sides(scheduled, stella, sam, olivia, act, notice):
    uid = str(scheduled.visits.get().pk)
    getattr(actions, act)(scheduled, by=stella, note="Ill")

    for reader in (sam, olivia):
        method, (event,) = enclosed(notice, reader)
        assert (method, str(event["status"]), str(event["uid"]).partition("@")[0]) == ("CANCEL", "CANCELLED", uid)


def test_nothing_goes_with_a_letter_about_a_survey_that_had_no_date(confirmed, stella, olivia):
    actions.unassign(confirmed, by=stella, note="Ill")

    letter = Message.objects.get(notice="surveys.unassigned", recipient=olivia)
    assert not letter.enclosure
    assert "text/calendar" not in {part.get_content_type() for part in as_email(letter).message().walk()}


def test_what_is_fetched_from_the_page_has_every_visit_and_invites_nobody(practice, survey, sam, olivia, stella):
    survey = actions.propose(survey, by=stella, surveyor=sam)
    answer(survey, sam)
    survey = actions.schedule(answer(survey, olivia), by=stella, plan=plan(survey))

    calendar = Calendar.from_ical(published(survey))
    assert (str(calendar["method"]), len(calendar.events)) == ("PUBLISH", 1)
    assert "attendee" not in calendar.events[0]
