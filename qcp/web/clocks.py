"""The policies page: every clock of the program in words, read from the one table that also runs them."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec


@dataclass(frozen=True)
class WrittenClock:
    kind: str
    title: str
    length: str
    starts: str
    end: str
    source: str
    ours: bool


def written_clocks() -> list[WrittenClock]:
    """Every rule of the table, in its order."""
    if not find_spec("qcp.deadlines.table"):
        return []
    rules = import_module("qcp.deadlines.table").RULES
    return [
        WrittenClock(str(kind), rule.title, rule.length, rule.starts, rule.end, rule.source, rule.ours)
        for kind, rule in rules.items()
    ]
