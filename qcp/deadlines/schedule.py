"""When a clock has to be looked at next, and what there is to do then."""

import datetime
from zoneinfo import ZoneInfo

from qcp import clock

from .lengths import add_days

MISSED = -1


def stage(deadline, today: datetime.date) -> int | None:
    """The latest thing reached and not done yet: days before the last day of a reminder, or MISSED."""
    if today > deadline.due_on:
        return None if deadline.missed_at else MISSED
    reached = [days for days, date in deadline.reminders() if date <= today and is_ahead(deadline, days)]
    return min(reached, default=None)


def is_ahead(deadline, days: int) -> bool:
    return deadline.reminded is None or days < deadline.reminded


def skip_the_past(deadline) -> None:
    """Reminders dated on or before the opening are not sent."""
    deadline.reminded = min((days for days, date in deadline.reminders() if date <= clock.today()), default=None)


def next_wake(deadline) -> datetime.datetime | None:
    """The next moment at which something is due for this clock: a reminder, or the end of its last day."""
    if deadline.missed_at or not deadline.is_open:
        return None
    ahead = [date for days, date in deadline.reminders() if is_ahead(deadline, days)]
    return midnight(min([*ahead, add_days(deadline.due_on, 1)]), deadline.zone)


def midnight(day: datetime.date, zone: str) -> datetime.datetime:
    """The first moment of a day; the last day of a clock ends a second before the next day's."""
    return datetime.datetime.combine(day, datetime.time.min, ZoneInfo(zone))
