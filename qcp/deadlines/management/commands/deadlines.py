"""`manage.py deadlines`: the table of clocks, or how one clock comes to its last day."""

import datetime
import json

from django.core.management.base import BaseCommand, CommandError

from qcp.deadlines.actions import due_on, explanation
from qcp.deadlines.kinds import Kind
from qcp.deadlines.printed import clocks

YEARS = range(1990, 2200)  # far enough on both sides; further away nobody knows the holidays


class Command(BaseCommand):
    help = "Shows every clock with its source; with a kind and a start date, the last day in time and why."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument("--kind", help="the name of one clock")
        parser.add_argument("--start", help="the day on which it starts, as YYYY-MM-DD")

    def handle(self, **options):
        if options["kind"] is not None or options["start"] is not None:
            found = one(kind_named(options["kind"]), day_given(options["start"]))
            self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))
        elif options["json"]:
            self.stdout.write(json.dumps({"clocks": clocks()}, indent=2, ensure_ascii=False))
        else:
            for each in clocks():
                self.stdout.write(f"{each['kind']}: {each['length']} from {each['starts']} [{each['source']}]")


def one(kind: Kind, start: datetime.date) -> dict:
    due = due_on(kind, start)
    return {"kind": kind, "start": str(start), "due": str(due), "explanation": explanation(kind, start)}


def kind_named(name: str | None) -> Kind:
    if not name:
        raise CommandError("Name the clock too: --kind KIND together with --start YYYY-MM-DD.")
    if name not in list(Kind):
        raise CommandError(f"There is no clock “{name}”; the clocks are {', '.join(Kind)}.")
    return Kind(name)


def day_given(text: str | None) -> datetime.date:
    if not text:
        raise CommandError("Give the day on which the clock starts too: --start YYYY-MM-DD.")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or str(day) != text or day.year not in YEARS:
        raise CommandError(
            f"“{text}” is not a day of the calendar between {YEARS[0]} and {YEARS[-1]}; write it as 2026-03-02."
        )
    return day
