"""The program at a glance: what stands where, how long it takes, what is late, what comes. Each number is a list's."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from applications.models import Application
from applications.queries.cohorts import WITHIN, Cohort, cohorts
from applications.states import OPEN, State
from compliance.queries.missing import most_missed
from qcp import clock
from qcp.accounts.models import User
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import ONE_DAY, add_months
from qcp.deadlines.models import Status
from qcp.deadlines.table import RULES
from qcp.web.pictures.tally import Count as Bar
from qcp.web.pictures.tally import Tally
from qcp.web.queues import queue_of
from qcp.workflow.stays import LOOKED_AT, stays

YEAR = 365 * ONE_DAY
MONTHS = (3, 6, 9, 12)
QUARTERS = 8


def address(key: str, part: str) -> str:
    """Where the rows stand that a number counts."""
    return f"{reverse('web:queue', args=[key])}?{urlencode({'part': part})}"


def rows_of(key: str, user) -> QuerySet:
    return queue_of(key, user).rows(user)


def in_parts(key: str, user, field: str) -> dict:
    """How many rows of a figure fall on each value of a field: one question."""
    rows = rows_of(key, user).order_by().values(field).annotate(number=Count("pk"))
    return {each[field]: each["number"] for each in rows}


def funnel(user) -> Tally:
    """Open applications by stage, with how long those that last left a stage had been in it."""
    key, since = "applications.in-state", clock.now() - YEAR
    counts = in_parts(key, user, "state")
    bars = []
    for state in OPEN:
        stayed = stays(Application, state, since=since)
        cells = (in_days(stayed.within(50)), in_days(stayed.within(90)), stayed.number)
        bars.append(Bar(State(state).label, counts.get(state, 0), address(key, state), cells))
    columns = ("Stage", "Now", "Half left within", "Nine of ten within", "Of so many")
    hint = f"How long a stage took: of the last {LOOKED_AT} applications at most that left it within a year."
    return Tally("funnel", "Where applications stand", tuple(bars), columns, hint=hint)


def in_days(days: int | None) -> str:
    return "none yet" if days is None else f"{days} day{'' if days == 1 else 's'}"


def overdue(user) -> Tally:
    key = "deadlines.overdue"
    counts = sorted(in_parts(key, user, "kind").items(), key=lambda each: (-each[1], each[0]))
    bars = [Bar(title_of(kind), number, address(key, kind), late=True) for kind, number in counts]
    return Tally("overdue", "Overdue", tuple(bars), ("Clock", "Overdue"), empty="Nothing is overdue.")


def title_of(kind: str) -> str:
    return RULES[Kind(kind)].title


def expiring(user) -> Tally:
    """Certifications in force that expire within so many months, those of the shorter lengths included."""
    key, rows = "compliance.expiring", rows_of("compliance.expiring", user)
    bars = [
        Bar(
            f"Within {months} months",
            rows.filter(expires_on__lte=add_months(clock.today(), months)).count(),
            address(key, months),
        )
        for months in MONTHS
    ]
    return Tally("expiring", "Certifications that expire", tuple(bars), ("When", "Certifications"))


def missed(user) -> Tally:
    key = "compliance.missing"
    rows, part = rows_of(key, user), queue_of(key, user).part
    bars = [
        Bar(f"{each.code} {each.title}", part(rows, each.key).count(), address(key, each.key), (each.judged,))
        for each in most_missed()
    ]
    hint = "Practices that missed a standard in a report that stands. Groups under five are left out."
    return Tally("missed", "Standards missed most often", tuple(bars), ("Standard", "Missed", "Judged"), hint=hint)


def load(user) -> Tally:
    key = "surveys.in-hand"
    counts = in_parts(key, user, "surveyor")
    names = User.objects.in_bulk(list(counts))
    ordered = sorted(counts.items(), key=lambda each: (-each[1], str(names[each[0]])))
    bars = [Bar(str(names[surveyor]), number, address(key, surveyor)) for surveyor, number in ordered]
    hint = "Named, and the findings are not submitted yet."
    return Tally("load", "Surveys in hand", tuple(bars), ("Surveyor", "Surveys"), hint=hint)


def promises(user) -> Tally:
    """Clocks of the program itself that ended within a year: how many in time, how many late."""
    key = "deadlines.promised"
    ended = rows_of(key, user).order_by().values("kind", "status").annotate(number=Count("pk"))
    counts = {(each["kind"], each["status"]): each["number"] for each in ended}
    bars = []
    for kind in sorted({kind for kind, _ in counts}):
        kept, late = (counts.get((kind, status), 0) for status in (Status.MET, Status.MISSED))
        share = f"{kept * 100 // (kept + late)} %"
        bars.append(Bar(title_of(kind), late, address(key, f"{kind}/missed"), (kept, share), late=True))
    columns = ("Promise", "Late", "In time", "Kept")
    return Tally("promises", "What the program promised within a year", tuple(bars), columns)


def by_quarter(user) -> dict:
    """Cohorts as a table: accepted, and certified within so many days, each with the address of its list."""
    key, since = "applications.cohort", add_months(clock.today(), -3 * QUARTERS)
    return {
        "columns": ("Accepted in", "Accepted", *(f"Certified within {days} days" for days in WITHIN)),
        "rows": [row_of(cohort, key) for cohort in cohorts(rows_of(key, user), since)],
    }


def row_of(cohort: Cohort, key: str) -> dict:
    cells = [(cohort.number, address(key, cohort.key), "")]
    for days, number in zip(WITHIN, cohort.certified, strict=True):
        cells.append((number, address(key, f"{cohort.key}/{days}"), f"{number * 100 // cohort.number} %"))
    return {"title": cohort.title, "cells": cells}


TALLIES: tuple[Callable[..., Tally], ...] = (funnel, overdue, expiring, promises, load, missed)
