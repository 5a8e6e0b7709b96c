"""The visits of a survey as iCalendar files: one entry per visit, which keeps its identity when the date moves.

Fetched from the page they are a plain list of entries; with a letter they are an invitation of its reader, and once
a visit is called off, its cancellation.
"""

import datetime

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from qcp import clock
from qcp.notices.outbox import Enclosure

from .states import Mode


def published(survey) -> bytes:
    """For whoever fetches it from the page."""
    entries = [entry(survey, visit) for visit in survey.visits.select_related("site")]
    return calendar("PUBLISH", entries).to_ical()


def invited(survey, dropped=()):
    """reader -> the invitation that goes with their letter. dropped: visits that no longer take place."""

    def enclose(reader) -> Enclosure:
        entries = [entry(survey, visit, reader) for visit in survey.visits.all()]
        entries += [entry(survey, visit, reader, status="CANCELLED") for visit in dropped]
        return enclosure(survey, "REQUEST", entries)

    return enclose


def called_off(survey, visits):
    """reader -> what takes the visits out of their calendar again; None when there were none."""

    def enclose(reader) -> Enclosure:
        return enclosure(survey, "CANCEL", [entry(survey, visit, reader, status="CANCELLED") for visit in visits])

    return enclose if visits else None


def enclosure(survey, method: str, entries) -> Enclosure:
    content = calendar(method, entries).to_ical().decode()
    return Enclosure(f"{survey.reference}.ics", f"text/calendar; method={method}", content)


def calendar(method: str, entries) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//QOPI Certification Program//Surveys//EN")
    made.add("version", "2.0")
    made.add("method", method)
    for each in entries:
        made.add_component(each)
    return made


def entry(survey, visit, reader=None, status: str = "CONFIRMED") -> Event:
    """One visit, in the world's time, so that every calendar shows it right wherever it is opened."""
    event = Event()
    event.add("uid", f"{visit.pk}@{settings.BASE_URL.partition('://')[2]}")
    event.add("sequence", survey.version)
    event.add("dtstamp", clock.now())
    event.add("status", status)
    event.add("summary", f"{survey.get_kind_display()} of {survey.practice}: {visit.site}")
    event.add("dtstart", visit.begins.astimezone(datetime.UTC))
    event.add("dtend", visit.ends.astimezone(datetime.UTC))
    event.add("location", place(visit))
    event.add("url", f"{settings.BASE_URL}{survey.get_absolute_url()}")
    event.add("description", f"{described(survey)}Held {visit.get_mode_display().lower()}, {visit.hours}.")
    if reader is not None:
        invite(event, reader)
    return event


def described(survey) -> str:
    return f"Surveyor: {survey.surveyor}. " if survey.surveyor else ""


def place(visit) -> str:
    if visit.mode == Mode.VIRTUAL:
        return visit.video_link or "By video; the link is on the page of the survey"
    return f"{visit.site}, {visit.site.address}"


def invite(event: Event, reader) -> None:
    organizer, attendee = vCalAddress(f"mailto:{settings.PROGRAM_MAILBOX}"), vCalAddress(f"mailto:{reader.email}")
    organizer.params["CN"], attendee.params["CN"] = vText("QOPI Certification Program"), vText(reader.name)
    attendee.params["PARTSTAT"], attendee.params["RSVP"] = vText("NEEDS-ACTION"), vText("FALSE")
    event.add("organizer", organizer)
    event.add("attendee", attendee, encode=False)
