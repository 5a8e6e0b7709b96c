"""The days of a survey as an iCalendar file: an entry per visit, which keeps its identity when the date moves."""

from django.conf import settings
from icalendar import Calendar, Event

from qcp.deadlines.lengths import add_days


def invitation(survey) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//QOPI Certification Program//Surveys//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for visit in survey.visits.select_related("site"):
        calendar.add_component(entry(survey, visit))
    return calendar.to_ical()


def entry(survey, visit) -> Event:
    event = Event()
    event.add("uid", f"{visit.pk}@{settings.BASE_URL.partition('://')[2]}")
    event.add("sequence", survey.version)
    event.add("dtstamp", survey.opened_at)
    event.add("summary", f"{survey.get_kind_display()} of {survey.practice}: {visit.site}")
    event.add("dtstart", visit.visit_on)
    event.add("dtend", add_days(visit.visit_on, 1))
    event.add("location", visit.site.address)
    event.add("url", f"{settings.BASE_URL}{survey.get_absolute_url()}")
    event.add("description", f"Surveyor: {survey.surveyor}. Held {survey.get_mode_display().lower()}.")
    return event
