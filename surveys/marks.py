"""Charts and tracers by number: what was looked for in chart 3, or on the way of tracer 1. Pure: no database.

Which patient a number stands for is on the practice's own list; here there is only the number.
"""

from collections import Counter
from collections.abc import Iterable

from applications.models import Evidence

from .states import Mark

# kind -> how many there are room for, what each is called, and the standards that it looks at
KINDS = {
    "chart": (10, "Chart", (Evidence.RECORDS_REVIEW,)),
    "tracer": (3, "Tracer", (Evidence.OBSERVATION, Evidence.STAFF_INTERVIEW)),
}


def fields(kind: str) -> list[str]:
    """The answers of a finding that this worksheet fills: 'chart-1', 'chart-2', ..."""
    return [f"{kind}-{number}" for number in range(1, KINDS[kind][0] + 1)]


def is_mark(field: str) -> bool:
    return field in ALL


def label(field: str) -> str:
    """'chart-3' -> 'Chart 3'."""
    kind, _, number = field.partition("-")
    return f"{KINDS[kind][1]} {number}"


def looks_at(kind: str, standard) -> bool:
    return any(each in standard.evidence for each in KINDS[kind][2])


def tally(values: Iterable[str]) -> str:
    counted = Counter(values)
    return ", ".join(f"{counted[mark]} {mark.label.lower()}" for mark in Mark if counted[mark])


ALL = frozenset(field for kind in KINDS for field in fields(kind))
