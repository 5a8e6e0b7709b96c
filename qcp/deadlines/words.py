"""Why this date: every clock explained in words, as the program would say them."""

import datetime

from qcp import clock

from .holidays import calendar_name, holiday_on
from .kinds import Kind
from .lengths import Length, add_days, days_between
from .table import RULES, length_of

ZONES = {"America/New_York": "Eastern time (America/New_York)"}
OWNERS = {
    "signatory": "the practice's signatory",
    "asked": "whoever has not answered yet",
    "surveyor": "the surveyor",
    "reviewer": "the committee reviewer",
    "staff": "QCP staff",
}


def zone_in_words(zone: str) -> str:
    return ZONES.get(zone, zone)


def long_day(day: datetime.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def moment_of_end(day: datetime.date, zone: str) -> str:
    return f"{long_day(day)}, 23:59:59 {zone_in_words(zone)}"


def explanation(kind, start: datetime.date) -> str:
    """How a clock that starts on `start` comes to its last day, in sentences."""
    kind = Kind(kind)
    rule, length = RULES[kind], length_of(kind)
    due = length.after(start)
    return " ".join(
        [
            f"{rule.title}: starts on {long_day(start)}, {rule.starts}.",
            *counting(length, start, due),
            *invitations(rule, due),
            f"Last day in time: {moment_of_end(due, str(clock.zone()))}.",
            f"After that: {rule.end}",
            f"Source: {rule.source}.",
        ]
    )


def explain(deadline) -> str:
    """How a running or ended clock came to its last day: its start, calendar, pauses and moves, in sentences."""
    chain = [deadline]
    while before := type(deadline).objects.filter(moved_to=chain[0]).first():
        chain.insert(0, before)
    first, rule = chain[0], deadline.rule
    return " ".join(
        [
            f"{rule.title}: started on {long_day(first.starts_on)} ({first.opened_because}).",
            *counting(Length(first.length) if first.length else None, first.starts_on, first.due_on),
            *(paused(pause) for each in chain for pause in each.pauses.all()),
            *(moved(old, new) for old, new in zip(chain, chain[1:], strict=False)),
            *invitations(rule, deadline.due_on),
            f"Last day in time: {moment_of_end(deadline.due_on, deadline.zone)}.",
            f"After that: {rule.end}",
            f"Source: {rule.source}.",
        ]
    )


def counting(length: Length | None, start: datetime.date, due: datetime.date) -> list[str]:
    """The calendar that was used, and which days it left out."""
    if length is None:
        return ["Its end was set by a decision."]
    if not length.in_business_days:
        return [] if start == due else [f"It runs {length} in calendar days: weekends and holidays count."]
    closed = [
        f"{name} ({long_day(day)})"
        for day in (add_days(start, n) for n in range(1, days_between(start, due) + 1))
        if (name := holiday_on(day)) and day.weekday() < 5
    ]
    skipped = f" Holidays left out: {', '.join(closed)}." if closed else ""
    return [f"It runs {length}, counted from the day after; weekends and {calendar_name()} do not count.{skipped}"]


def invitations(rule, due: datetime.date) -> list[str]:
    """Dates on which a clock that only invites does so."""
    if rule.length != "0 days":
        return []
    return [f"Sent on {', '.join(long_day(length.before(due)) for length in rule.remind)}."]


def paused(pause) -> str:
    until = f"to {long_day(pause.until_on)}" if pause.until_on else "until now"
    return f"It waited from {long_day(pause.from_on)} {until} ({pause.because}); those days do not count."


def moved(old, new) -> str:
    return f"Its last day was moved from {long_day(old.due_on)} to {long_day(new.due_on)} ({new.opened_because})."
