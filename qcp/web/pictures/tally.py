"""Counts under each other, each a link to the list that it counts: one drawing and its table from the same object."""

from dataclasses import dataclass, field
from textwrap import wrap

ROW, LINE, TRACK = 40, 17, 250  # in the drawing's own units
LETTERS = 44  # of a label on one line


@dataclass(frozen=True)
class Count:
    """One bar. `url` leads to the rows that were counted; `more`: further cells of the table."""

    label: str
    number: int
    url: str = ""
    more: tuple = ()
    late: bool = False


@dataclass(frozen=True)
class Line:
    """One bar as it is drawn."""

    count: Count
    y: int
    length: float

    @property
    def texts(self) -> list[tuple[str, int]]:
        """The label, on as many lines as it needs, each with its place."""
        words = wrap(self.count.label, LETTERS) or [""]
        return [(text, self.y + 14 + place * LINE) for place, text in enumerate(words)]

    @property
    def bar_y(self) -> int:
        return self.texts[-1][1] + 6

    @property
    def number_y(self) -> int:
        return self.bar_y + 12

    @property
    def end(self) -> int:
        return self.bar_y + ROW - 20


@dataclass(frozen=True)
class Tally:
    """`name` makes the ids of the drawing unique on its page. `columns`: names of the table's columns."""

    name: str
    title: str
    counts: tuple[Count, ...]
    columns: tuple[str, ...] = ("What", "Number")
    unit: str = ""
    hint: str = ""
    empty: str = "Nothing to count yet."
    shown: int = field(default=25)

    @property
    def drawn(self) -> tuple[Count, ...]:
        """As many as stay legible; the table has all of them."""
        return self.counts[: self.shown]

    @property
    def total(self) -> int:
        return sum(count.number for count in self.counts)

    @property
    def most(self) -> int:
        return max((count.number for count in self.counts), default=0)

    @property
    def lines(self) -> list[Line]:
        scale, found, y = TRACK / (self.most or 1), [], 0
        for count in self.drawn:
            found.append(Line(count, y, round(count.number * scale, 2)))
            y = found[-1].end
        return found

    @property
    def height(self) -> int:
        return max((line.end for line in self.lines), default=0) + 4

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        if not self.most:
            return f"{self.title}: none"
        top = max(self.counts, key=lambda count: count.number)
        return f"{self.title}: {top.label} stands out with {top.number}{self.unit}"
