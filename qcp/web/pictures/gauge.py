"""The score gauge: a bar from 0 to 100 with the mark that is needed, for one score or several, and their table."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

WIDTH, LEFT = 320, 4  # of the drawing, in its own units: small, so that its text stays legible on a phone
TRACK = WIDTH - 2 * LEFT
PLACE = Decimal("0.01")


@dataclass(frozen=True)
class Bar:
    """One score: exact counts, so that nothing is ever rounded up."""

    label: str
    numerator: int
    denominator: int
    needed: Decimal

    @property
    def is_empty(self) -> bool:
        return self.denominator == 0

    @property
    def percent(self) -> Decimal:
        """Rounded down to two places."""
        share = Decimal(self.numerator) * 100 / Decimal(self.denominator or 1)
        return share.quantize(PLACE, rounding=ROUND_DOWN)

    @property
    def reached(self) -> bool:
        return not self.is_empty and self.numerator * 100 >= self.needed * self.denominator

    @property
    def text(self) -> str:
        return "no charts" if self.is_empty else f"{self.percent} %"

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        if self.is_empty:
            return f"{self.label}: no charts count, {self.needed} % is needed"
        gap = abs(self.percent - self.needed)
        side = "above" if self.percent > self.needed else "below"
        how = f"{gap} points {side} the {self.needed} % needed"
        return f"{self.label} {self.text}, " + ("exactly what is needed" if not gap and self.reached else how)

    @property
    def length(self) -> float:
        return 0.0 if self.is_empty else round(float(min(self.percent, Decimal(100))) * TRACK / 100, 2)

    @property
    def mark(self) -> float:
        return LEFT + round(float(self.needed) * TRACK / 100, 2)


@dataclass(frozen=True)
class Gauge:
    """Bars under one heading. `name` makes the ids of the drawing unique on its page."""

    name: str
    title: str
    bars: tuple[Bar, ...]

    columns = ("Score", "Met", "Counted", "Result", "Needed", "Reached")

    @property
    def rows(self) -> list[tuple]:
        """The table: the same figures as the bars."""
        return [
            (bar.label, bar.numerator, bar.denominator, bar.text, f"{bar.needed} %", "Yes" if bar.reached else "No")
            for bar in self.bars
        ]

    def by_gap(self) -> "Gauge":
        """The furthest below what is needed first."""
        ordered = sorted(self.bars, key=lambda bar: (bar.is_empty, bar.percent - bar.needed, bar.label))
        return Gauge(self.name, self.title, tuple(ordered))


def score_gauge(numerator: int, denominator: int, *, needed=75, label="Overall quality score", name="score") -> Gauge:
    """The one bar of a round's overall score."""
    return Gauge(name, label, (Bar(label, numerator, denominator, Decimal(needed)),))
