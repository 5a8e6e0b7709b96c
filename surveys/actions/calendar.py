"""Days in a surveyor's calendar: taken by a survey, taken by the surveyor, set free again."""

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from qcp.workflow.refusals import NotReady

from ..itinerary import stops
from ..models import BusyDay, PencilledDay, Visit


def book(survey, plan, held=None) -> list:
    """Take the days of the plan, and only those. The calendar itself refuses a second survey on a day.

    held: site -> what staff chose of its hours and its mode. Answers the visits that are no longer planned.
    """
    dropped = list(survey.visits.exclude(site__in=plan).select_related("site"))
    survey.pencilled_days.all().delete()
    survey.busy_days.all().delete()
    days = sorted(set(plan.values()))
    take([BusyDay(surveyor=survey.surveyor, on=day, survey=survey) for day in days])
    survey.visits.exclude(site__in=plan).delete()
    Visit.objects.bulk_create(
        [
            Visit(survey=survey, site=site, visit_on=stop.on, **timed(stop))
            for site, stop in stops(survey, plan, held).items()
        ],
        update_conflicts=True,
        unique_fields=["survey", "site"],
        update_fields=["visit_on", "starts_at", "ends_at", "mode"],
    )
    prefetch_related_objects([survey], "visits__site")  # every letter about it names the sites and days
    return dropped


def timed(stop) -> dict:
    return {"starts_at": stop.starts_at, "ends_at": stop.ends_at, "mode": stop.mode}


def pencil(survey, plan) -> None:
    """What staff have in mind, site -> day; it takes no day of the surveyor's, who does not know of it yet."""
    survey.pencilled_days.all().delete()
    PencilledDay.objects.bulk_create(PencilledDay(survey=survey, site=site, on=day) for site, day in plan.items())


def clear(survey) -> None:
    """Nothing of this survey is planned any more."""
    survey.pencilled_days.all().delete()
    survey.busy_days.all().delete()
    survey.visits.all().delete()


def block(surveyor, days) -> None:
    """The surveyor is not free on these days. Days that are theirs already stay as they are."""
    known = set(surveyor.busy_days.filter(on__in=days).values_list("on", flat=True))
    take([BusyDay(surveyor=surveyor, on=day) for day in sorted(set(days) - known)])


def free(surveyor, day) -> None:
    """The surveyor is free again; a day taken by a survey is freed by moving the survey."""
    surveyor.busy_days.filter(on=day, survey=None).delete()


def take(days) -> None:
    try:
        with transaction.atomic():
            BusyDay.objects.bulk_create(days)
    except IntegrityError as clash:
        raise NotReady(
            "The surveyor has just been booked for another survey on that day: choose another day."
        ) from clash
