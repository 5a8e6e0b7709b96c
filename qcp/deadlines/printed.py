"""The table of clocks for people and programs to read, written from the code."""

from . import holidays
from .kinds import Kind
from .table import RULES, length_of
from .words import OWNERS

INTRODUCTION = """# Every clock of the program

Written from the code by `make docs`; do not edit.

A clock ends at 23:59:59 Eastern time (America/New_York) on its last day in time. The day on which it starts is day 0.
Calendar days do not move off weekends or holidays. Business days are counted from the day after the start and leave out
weekends and {calendar}. Months and years follow the calendar: 29 February and one year is 28 February.
Reminders dated on or before the opening are not sent. Only the staff's own clocks wait while others act.
"""
COLUMNS = (
    "Clock",
    "Who owes it",
    "Starts with",
    "Runs",
    "Reminders before the last day",
    "After the last day",
    "Source",
)


def clocks() -> list[dict]:
    """Every row of the table, in plain values."""
    return [
        {
            "kind": str(kind),
            "title": rule.title,
            "owner": rule.owner,
            "starts": rule.starts,
            "length": str(length_of(kind)),
            "days": "business" if length_of(kind).in_business_days else "calendar",
            "reminders": [str(length) for length in rule.remind],
            "end": rule.end,
            "lapse": rule.lapse,
            "pauses": rule.pauses,
            "source": rule.source,
        }
        for kind, rule in RULES.items()
    ]


def printed() -> str:
    """docs/generated/deadlines.md: one row per clock."""
    rows = [" | ".join(cells(Kind(each["kind"]))) for each in clocks()]
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return f"{INTRODUCTION.format(calendar=holidays.calendar_name())}\n{head}" + "".join(f"| {row} |\n" for row in rows)


def cells(kind: Kind) -> tuple[str, ...]:
    rule = RULES[kind]
    pauses = "; waits while others act" if rule.pauses else ""
    reminders = ", ".join(str(length) for length in rule.remind)
    return (
        f"{rule.title} (`{kind}`)",
        OWNERS[rule.owner],
        rule.starts,
        f"{length_of(kind)}{pauses}",
        reminders,
        rule.end,
        rule.source,
    )
