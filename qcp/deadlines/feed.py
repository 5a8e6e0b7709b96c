"""One person's open deadlines as an iCalendar file: an entry per deadline, for the whole of its last day."""

import datetime

from django.conf import settings
from icalendar import Calendar, Event

from .models import Deadline

LONGEST = 2000  # entries; nobody reads more, and the nearest come first


def calendar_of(user) -> bytes:
    """What this person may see now; what was closed to them is gone with the next look."""
    calendar = Calendar()
    calendar.add("prodid", "-//QOPI Certification Program//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "QOPI Certification: deadlines")
    for deadline in Deadline.with_subjects(Deadline.objects.owed_by(user).for_list()[:LONGEST]):
        calendar.add_component(entry(deadline))
    return calendar.to_ical()


def entry(deadline) -> Event:
    """The same UID for the same deadline also after it was moved, with a higher number for each new date."""
    event = Event()
    event.add("uid", f"{deadline.entry}@{settings.BASE_URL.partition('://')[2]}")
    event.add("sequence", deadline.sequence)
    event.add("dtstamp", deadline.opened_at)
    event.add("summary", f"{deadline.title}: {deadline.about}")
    event.add("dtstart", deadline.due_on)
    event.add("dtend", deadline.due_on + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{settings.BASE_URL}{deadline.get_absolute_url()}")
    rule = deadline.rule
    words = f"In time until 23:59:59 {deadline.zone_in_words}. After that: {rule.end} Source: {rule.source}."
    event.add("description", words)
    return event
