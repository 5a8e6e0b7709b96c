"""Counts under each other, each a link to the list that it counts: one drawing and its table from the same object."""

from dataclasses import dataclass, field

ROW, TRACK, WIDTH = 40, 250, 320  # in the drawing's own units
LONGEST = 38  # letters of a label that stay on their line


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
    def label(self) -> str:
        text = self.count.label
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

    @property
    def label_y(self) -> int:
        return self.y + 14

    @property
    def bar_y(self) -> int:
        return self.y + 20


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
        scale = TRACK / self.most if self.most else 0
        return [Line(count, place * ROW, round(count.number * scale, 2)) for place, count in enumerate(self.drawn)]

    @property
    def height(self) -> int:
        return ROW * len(self.drawn) + 4

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        if not self.most:
            return f"{self.title}: none"
        top = max(self.counts, key=lambda count: count.number)
        return f"{self.title}: {top.label} stands out with {top.number}{self.unit}"
