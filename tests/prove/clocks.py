"""Each clock against a slow calendar written without the portal's own: it walks day by day, holiday by holiday."""

import datetime
from functools import cache

from qcp.deadlines.actions import due_on
from qcp.deadlines.kinds import Kind

from .figure import Figure

DAY = datetime.timedelta(1)
FIRST = datetime.date(2024, 1, 1)
STARTS = 5000  # days from FIRST for each clock: up to 2037

# As the program's papers say it, not as the portal's table does.
CLOCKS = {
    "score-validity": [("years", 1)],
    "waiver-request": [("days", 10)],
    "webinar-proof": [("months", 12)],
    "completeness-review": [("business", 10)],
    "edition-choice": [("days", 60)],
    "surveyor-named": [("days", 14)],
    "conflict-answers": [("business", 5)],
    "survey-held": [("days", 42)],
    "findings-submitted": [("business", 3)],
    "report-issued": [("days", 42)],
    "repeat-survey-notice": [("days", 56)],
    "action-plan": [("business", 10)],
    "committee-review": [("business", 15)],
    "final-deadline": [("years", 1)],
    "last-evidence": [("years", 1), ("days back", 28)],
    "extension-window": [("days", 60)],
    "extension": [("days", 30)],
    "invoice": [("days", 30)],
    "certification-term": [("years", 3)],
    "recertification-invitation": [],
    "recertification-grace": [("days", 90)],
    "anniversary-attestation": [("days", 30)],
    "organisation-change-report": [("business", 30)],
    "appeal": [("days", 30)],
    "revocation-response": [("days", 30)],
}


def run(size: int = STARTS) -> Figure:
    """How many pairs of a clock and a start day agree, with so many start days spread over the years."""
    starts = [FIRST + DAY * n for n in range(0, STARTS, STARTS // size)]
    pairs = [(kind, start) for kind in Kind for start in starts]
    return Figure(sum(due_on(kind, start) == slow(kind, start) for kind, start in pairs), len(pairs))


def slow(kind: str, day: datetime.date) -> datetime.date:
    for unit, count in CLOCKS[kind]:
        day = WALK[unit](day, count)
    return day


def walk_days(day, count):
    for _ in range(count):
        day += DAY
    return day


def walk_back(day, count):
    for _ in range(count):
        day -= DAY
    return day


def walk_business_days(day, count):
    counted = 0
    while counted < count:
        day += DAY
        if day.isoweekday() not in (6, 7) and day not in closed(day.year):
            counted += 1
    return day


def walk_months(day, count):
    """On to the month that many months later, and in it to the same day, or to its last."""
    wanted, months = day.day, 0
    day -= DAY * (day.day - 1)
    while months < count:
        day += DAY
        months += day.day == 1
    while day.day < wanted and (day + DAY).day != 1:
        day += DAY
    return day


def walk_years(day, count):
    return walk_months(day, 12 * count)


WALK = {
    "days": walk_days,
    "days back": walk_back,
    "business": walk_business_days,
    "months": walk_months,
    "years": walk_years,
}


@cache
def closed(year: int) -> set[datetime.date]:
    """The federal holidays of a year as the law has them, moved to Friday or Monday when they fall on a weekend."""
    fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)]
    kept = {kept_on(datetime.date(each, month, day)) for each in (year, year + 1) for month, day in fixed}
    moving = {
        nth(year, 1, 1, 3),  # Martin Luther King Jr., third Monday of January
        nth(year, 2, 1, 3),  # Washington, third Monday of February
        last_monday_of_may(year),
        nth(year, 9, 1, 1),  # Labor Day, first Monday of September
        nth(year, 10, 1, 2),  # Columbus, second Monday of October
        nth(year, 11, 4, 4),  # Thanksgiving, fourth Thursday of November
    }
    return kept | moving


def kept_on(day):
    return {6: day - DAY, 7: day + DAY}.get(day.isoweekday(), day)


def nth(year, month, isoweekday, count):
    day = datetime.date(year, month, 1)
    while True:
        count -= day.isoweekday() == isoweekday
        if not count:
            return day
        day += DAY


def last_monday_of_may(year):
    day = datetime.date(year, 5, 31)
    while day.isoweekday() != 1:
        day -= DAY
    return day


FIGURES = {"E-100": (run, STARTS)}
