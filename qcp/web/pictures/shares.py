"""What a whole is made of, group by group: a bar of counted parts for each, and their table."""

from dataclasses import dataclass
from textwrap import wrap

WIDTH, ROW, BAR, LINE = 320, 48, 18, 15
LETTERS = 46  # of a label on one line
SHOWN = 20  # the table beside it has all of them


def lines_of(label: str) -> list[str]:
    """A long label takes as many lines as it needs."""
    return wrap(label, LETTERS) or [""]


@dataclass(frozen=True)
class Part:
    """One stretch of a bar. `kind` names its look; its words and count stand beside it, too."""

    kind: str
    label: str
    count: int
    x: float = 0
    length: float = 0

    @property
    def text_x(self) -> float:
        return round(self.x + self.length / 2, 2)

    @property
    def has_room(self) -> bool:
        return self.length >= 22


@dataclass(frozen=True)
class Group:
    """`counts`: (kind, label, count) of each part, in the same order for every group."""

    label: str
    counts: tuple[tuple[str, str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for *_, count in self.counts)

    @property
    def words(self) -> str:
        return ", ".join(f"{count} {label.lower()}" for _, label, count in self.counts if count) or "nothing rated"

    @property
    def parts(self) -> list[Part]:
        found, x = [], 0.0
        for kind, label, count in self.counts:
            length = round(count * WIDTH / (self.total or 1), 2)
            if count:
                found.append(Part(kind, label, count, round(x, 2), max(length - 1, 1)))
            x += length
        return found


@dataclass(frozen=True)
class Shares:
    """`name` makes the ids of the drawing unique on its page."""

    name: str
    title: str
    groups: tuple[Group, ...]

    width, bar = WIDTH, BAR

    @property
    def lines(self) -> list[tuple[Group, list[tuple[str, int]], int, int]]:
        """Group, the lines of its label with their places, and where its bar and the numbers in it stand."""
        found, top = [], 0
        for group in self.groups[:SHOWN]:
            label = lines_of(group.label)
            texts = [(text, top + 16 + place * LINE) for place, text in enumerate(label)]
            top += ROW + (len(label) - 1) * LINE
            found.append((group, texts, top - 25, top - 11))
        return found

    @property
    def height(self) -> int:
        return sum(ROW + (len(lines_of(group.label)) - 1) * LINE for group in self.groups[:SHOWN])

    @property
    def columns(self) -> tuple[str, ...]:
        return ("Part", *(label for _, label, _ in self.groups[0].counts), "In all") if self.groups else ("Part",)

    @property
    def rows(self) -> list[tuple]:
        """The table: the same figures as the bars."""
        return [(group.label, *(count for *_, count in group.counts), group.total) for group in self.groups]

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        whole = len(self.groups)
        alike = sum(1 for group in self.groups if group.counts and group.counts[0][2] == group.total)
        first = self.groups[0].counts[0][1].lower() if self.groups and self.groups[0].counts else "met"
        return f"{self.title}: wholly {first} in {alike} of {whole}"
