"""Scores over rounds: a line from the oldest to the latest, the mark that is needed, and their table."""

from dataclasses import dataclass
from itertools import pairwise

from .gauge import Bar

SHOWN = 5  # as many rounds as stay legible on a phone; the table has the same ones
HALF = 5.5  # of a square mark
WIDTH, HEIGHT, LEFT, TOP, FLOOR = 320, 170, 28, 26, 122


@dataclass(frozen=True)
class Point:
    """One round in the drawing."""

    bar: Bar
    x: float

    @property
    def y(self) -> float:
        return height_of(float(self.bar.percent))

    @property
    def number(self) -> str:
        return "none" if self.bar.is_empty else str(self.bar.percent)

    @property
    def text_y(self) -> float:
        """Above its mark; where that would leave the drawing, below it."""
        return self.y - 10 if self.y > TOP + 12 else self.y + 20

    @property
    def left(self) -> float:
        return self.x - HALF

    @property
    def top(self) -> float:
        return self.y - HALF

    @property
    def words(self) -> tuple[str, str]:
        """The round's name on two short lines."""
        first, _, second = self.bar.label.partition("-")
        return first[:8], second[:8]


def height_of(percent: float) -> float:
    return round(FLOOR - (FLOOR - TOP) * min(percent, 100) / 100, 2)


@dataclass(frozen=True)
class Trend:
    """Scores in the order of their rounds. `name` makes the ids of the drawing unique on its page."""

    name: str
    title: str
    bars: tuple[Bar, ...]

    columns = ("Round", "Met", "Counted", "Result", "Needed", "Reached")
    width, height, floor, left = WIDTH, HEIGHT, FLOOR, LEFT

    @property
    def latest(self) -> tuple[Bar, ...]:
        return self.bars[-SHOWN:]

    @property
    def left_out(self) -> int:
        """Earlier rounds that are not drawn."""
        return len(self.bars) - len(self.latest)

    @property
    def points(self) -> list[Point]:
        step = (WIDTH - 2 * LEFT) / max(len(self.latest) - 1, 1)
        return [Point(bar, round(LEFT + step * place, 2)) for place, bar in enumerate(self.latest)]

    @property
    def lines(self) -> list[tuple[Point, Point]]:
        """From each round with a score to the next one with a score."""
        return list(pairwise(point for point in self.points if not point.bar.is_empty))

    @property
    def needed(self):
        return self.latest[-1].needed if self.latest else 0

    @property
    def mark(self) -> float:
        return height_of(float(self.needed))

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        scored = [bar for bar in self.latest if not bar.is_empty]
        if not scored:
            return f"{self.title}: no round has a score yet"
        last = f"{scored[-1].label}: {scored[-1].text}, {self.needed} % is needed"
        if len(scored) == 1:
            return f"{self.title}. {last}"
        change = scored[-1].percent - scored[-2].percent
        how = f"{abs(change)} points {'more' if change > 0 else 'less'} than" if change else "the same as"
        return f"{self.title}. {last}; {how} in {scored[-2].label}"

    @property
    def rows(self) -> list[tuple]:
        """The table: the same figures as the points."""
        return [
            (bar.label, bar.numerator, bar.denominator, bar.text, f"{bar.needed} %", "Yes" if bar.reached else "No")
            for bar in self.latest
        ]
