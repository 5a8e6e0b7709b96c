"""Many scores under each other, the furthest below what is needed first: one drawing and its table."""

from dataclasses import dataclass

from .gauge import Bar, Gauge

SHOWN = 40  # the table beside it on the page has all of them
ROW, NAME, TRACK = 24, 74, 158  # heights and widths in the drawing's own units


@dataclass(frozen=True)
class Row:
    """One line of the drawing."""

    bar: Bar
    y: int

    @property
    def length(self) -> float:
        return 0.0 if self.bar.is_empty else round(float(self.bar.percent) * TRACK / 100, 2)

    @property
    def text_y(self) -> int:
        return self.y + 12

    @property
    def label(self) -> str:
        return self.bar.label if len(self.bar.label) <= 9 else f"{self.bar.label[:8]}…"


@dataclass(frozen=True)
class Ranking:
    """`gauge`: its bars are drawn in the order of their gaps."""

    gauge: Gauge

    left, track = NAME, TRACK

    @property
    def name(self) -> str:
        return self.gauge.name

    @property
    def shown(self) -> Gauge:
        ordered = self.gauge.by_gap()
        return Gauge(ordered.name, ordered.title, ordered.bars[:SHOWN])

    @property
    def lines(self) -> list[Row]:
        return [Row(bar, 4 + place * ROW) for place, bar in enumerate(self.shown.bars)]

    @property
    def height(self) -> int:
        return 8 + ROW * len(self.shown.bars)

    @property
    def mark(self) -> float:
        """Where what is needed stands; all bars of a ranking need the same."""
        return NAME + round(float(self.gauge.bars[0].needed) * TRACK / 100, 2) if self.gauge.bars else NAME

    @property
    def finding(self) -> str:
        counted = [bar for bar in self.gauge.bars if not bar.is_empty]
        reached = sum(bar.reached for bar in counted)
        return f"{self.gauge.title}: {reached} of {len(counted)} reach what is needed by themselves"
