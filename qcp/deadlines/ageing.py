"""How long something has waited: working days counted from its events, without those on which others had to act."""

import datetime
from collections.abc import Iterable

from .lengths import business_days_between


def waited(since: datetime.date, until: datetime.date, pauses: Iterable[tuple] = ()) -> int:
    """Working days after `since`, up to and including `until`.

    pauses: (first day, last day or None while it lasts). As for the clocks, the day on which a pause begins still
    counts; counting goes on the day after it ended. Pauses that overlap count once.
    """
    at_rest, end = 0, since
    for first, last in sorted((max(first, since), min(last or until, until)) for first, last in pauses):
        first = max(first, end)
        if first < last:
            at_rest, end = at_rest + business_days_between(first, last), last
    return business_days_between(since, until) - at_rest


def in_words(days: int) -> str:
    """'waiting since today', '1 working day', '12 working days'."""
    if days <= 0:
        return "since today"
    return "1 working day" if days == 1 else f"{days} working days"
