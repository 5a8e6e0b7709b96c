"""How long records stayed in a state, read from their history: a spell ends with the move that left the state."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from .machines import history_of


@dataclass(frozen=True)
class Spells:
    """So many spells ended; half of them within `median` days, nine of ten within `ninetieth`."""

    number: int
    median: int | None = None
    ninetieth: int | None = None


def ended_spells(model, state: str, since: datetime.datetime, cases=None) -> QuerySet:
    """Moves out of the state since that moment, each with the `length` of the spell, the shortest first.

    cases: only of these.
    """
    history = history_of(model).objects
    before = history.filter(subject=OuterRef("subject"), version=OuterRef("version") - 1).values("at")[:1]
    left = history.filter(source=state, at__gte=since).exclude(target=state)
    left = left if cases is None else left.filter(case__in=cases)
    return left.annotate(length=F("at") - Subquery(before)).order_by("length", "pk")


def spells(model, state: str, since: datetime.datetime, cases=None) -> Spells:
    """The figures of those spells, each day begun counted whole."""
    ended = ended_spells(model, state, since, cases)
    number = ended.count()
    if not number:
        return Spells(0)
    return Spells(number, days_within(ended, number, 50), days_within(ended, number, 90))


def days_within(ended: QuerySet, number: int, percent: int) -> int:
    """The days within which so many of a hundred spells ended: the length at that place, rounded up."""
    place = -(-number * percent // 100) - 1
    length = ended.values_list("length", flat=True)[place]
    return -(-int(length.total_seconds()) // 86400)
