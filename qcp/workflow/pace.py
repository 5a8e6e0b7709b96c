"""How long records have stayed in a state before, from the program's own history, and who is before whom in it."""

import math
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from qcp import clock

from .machines import history_of

LOOKED_AT = 200  # the latest that left the state: enough to be typical, few enough to be recent
FEWEST = 5  # below that nothing is said: it would tell of single practices, and foretell nothing
SHARE = 0.8


@dataclass(frozen=True)
class Pace:
    """Of the last `cases` that left a state, eight of ten had left it within `days`."""

    cases: int
    days: int

    def __str__(self):
        days = "a day" if self.days <= 1 else f"{self.days} days"
        return f"8 of 10 practices left this stage within {days}, counting the last {self.cases}."


def pace_of(record) -> Pace | None:
    """Of other cases that stood where this record stands; None while fewer than five have left."""
    lines = history_of(type(record))._base_manager
    earlier = lines.filter(subject=OuterRef("subject"), version__lt=OuterRef("version"), target=record.state)
    entered = earlier.exclude(source=record.state).order_by("-version").values("at")[:1]
    left = lines.filter(source=record.state).exclude(target=record.state).exclude(case=record.case_id)
    stays = {
        subject: clock.on(at) - clock.on(since)
        for subject, at, since in left.order_by("pk")
        .reverse()[:LOOKED_AT]
        .annotate(since=Subquery(entered))
        .values_list("subject", "at", "since")
        if since
    }
    if len(stays) < FEWEST:
        return None
    days = sorted(stay.days for stay in stays.values())
    return Pace(len(days), days[math.ceil(SHARE * len(days)) - 1])


def place_of(record) -> tuple[int, int]:
    """Its place among the records that wait in the same state, longest wait first, and how many wait."""
    latest = history_of(type(record))._base_manager.filter(subject__state=record.state, subject__version=F("version"))
    mine = Subquery(latest.filter(subject=record.pk).values("pk")[:1])
    found = latest.aggregate(waiting=Count("pk"), before=Count("pk", filter=Q(pk__lt=mine)))
    return found["before"] + 1, found["waiting"]
