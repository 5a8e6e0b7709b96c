"""How long records stayed in a state before, read from their history, and who is before whom in it.

Both look at the latest only: what is asked costs the same after many years as after one.
"""

import datetime
from dataclasses import dataclass

from django.db.models import F, Max, OuterRef, Subquery

from .machines import history_of

LOOKED_AT = 200  # the latest stays that ended: enough to be typical, few enough to be recent
WINDOW = 20_000  # the latest moves of a workflow among which they are looked for
COUNTED = 500  # records that wait in one state: beyond that no place is told
FEWEST = 5  # below that practices are told nothing: it would tell of single ones, and foretell nothing


@dataclass(frozen=True)
class Stays:
    """The days that stays in a state took, the shortest first, each day begun counted whole."""

    days: tuple[int, ...]

    @property
    def number(self) -> int:
        return len(self.days)

    def within(self, percent: int) -> int | None:
        """The days within which so many of a hundred had ended; None where there are none."""
        place = -(-self.number * percent // 100) - 1
        return self.days[place] if self.days else None


def stays(model, state: str, *, since: datetime.datetime | None = None, besides=None) -> Stays:
    """The latest stays in the state that ended, since that moment if one is given, and of other cases than that one.

    A stay begins with the move that led into the state and ends with the one that left it, whatever happened between.
    """
    lines = history_of(model)._base_manager
    newest = lines.aggregate(newest=Max("pk"))["newest"] or 0
    before = lines.filter(subject=OuterRef("subject"), version__lt=OuterRef("version"), target=state)
    entered = before.exclude(source=state).order_by("-version").values("at")[:1]
    left = lines.filter(pk__gt=newest - WINDOW, source=state).exclude(target=state)
    if since is not None:
        left = left.filter(at__gte=since)
    if besides is not None:
        left = left.exclude(case=besides)
    found = left.annotate(since=Subquery(entered)).order_by("-pk").values_list("subject", "at", "since")[:LOOKED_AT]
    latest = {subject: at - began for subject, at, began in reversed(found) if began}
    return Stays(tuple(sorted(map(days_begun, latest.values()))))


def days_begun(length: datetime.timedelta) -> int:
    return -(-int(length.total_seconds()) // 86400)


def outlook(record) -> str:
    """What others have seen who stood where this record stands; empty while fewer than five have left."""
    found = stays(type(record), record.state, besides=record.case_id)
    if found.number < FEWEST:
        return ""
    days = max(found.within(80) or 0, 1)
    length = "a day" if days == 1 else f"{days} days"
    return f"8 of 10 practices left this stage within {length}, counting the last {found.number}."


def place_of(record) -> tuple[int, int] | None:
    """Its place among the records that wait in the same state, longest wait first, and how many wait.

    None where more than 500 wait: a place in such a queue says nothing, and to count it costs more with each of them.
    """
    waiting = type(record)._base_manager.filter(state=record.state).order_by()
    subjects = list(waiting.values_list("pk", flat=True)[: COUNTED + 1])
    if len(subjects) > COUNTED or record.pk not in subjects:
        return None
    lines = history_of(type(record))._base_manager.filter(subject__in=subjects, subject__version=F("version"))
    found = dict(lines.values_list("subject", "pk"))
    return sum(line <= found[record.pk] for line in found.values()), len(found)
