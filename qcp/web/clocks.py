"""The policies page: every clock of the program in words, read from the one table that also runs them."""

from dataclasses import dataclass

from qcp.deadlines.table import in_use, length_of


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
    """Every rule that is switched on, in the order of the table, with the length that holds today."""
    return [
        WrittenClock(str(kind), rule.title, length_in_words(kind, rule), rule.starts, rule.end, rule.source, rule.ours)
        for kind, rule in in_use().items()
    ]


def length_in_words(kind, rule) -> str:
    """'10 business days'; a clock that only invites says on which days."""
    length = str(length_of(kind))
    if length != "0 days":
        return length
    return ", ".join(str(each) for each in rule.remind) + " before"
