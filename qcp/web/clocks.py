"""The policies page: every clock of the program in words, read from the one table that also runs them."""

from dataclasses import dataclass

from qcp.deadlines.table import RULES, length_of


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
    """Every rule of the table, in its order, with the length that holds today."""
    return [
        WrittenClock(str(kind), rule.title, str(length_of(kind)), rule.starts, rule.end, rule.source, rule.ours)
        for kind, rule in RULES.items()
    ]
