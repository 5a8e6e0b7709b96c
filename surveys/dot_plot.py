"""Agreement per standard as dots with their intervals: one object for the drawing and its table."""

from dataclasses import dataclass

from .queries.calibration import Agreement

SHOWN = 40  # the table has all of them
ROW, LEFT, TRACK = 24, 110, 150
COLUMNS = ["Standard", "Pairs", "Agree", "95 of 100 times between", "Kappa"]


@dataclass(frozen=True)
class Dot:
    agreement: Agreement
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 4

    @property
    def name(self) -> str:
        return " ".join(self.agreement.standard.split()[:2])

    @property
    def text(self) -> str:
        return f"{self.agreement.share:.0%}"

    @property
    def x(self) -> float:
        return at(self.agreement.share)

    @property
    def low(self) -> float:
        return at(self.agreement.interval[0])

    @property
    def high(self) -> float:
        return at(self.agreement.interval[1])


@dataclass(frozen=True)
class DotPlot:
    agreements: list[Agreement]

    columns, left, right = COLUMNS, LEFT, LEFT + TRACK

    @property
    def shown(self) -> list[Agreement]:
        """The least agreed first; those with too few pairs are not drawn."""
        return sorted((each for each in self.agreements if not each.is_hidden), key=lambda each: each.share)[:SHOWN]

    @property
    def dots(self) -> list[Dot]:
        return [Dot(each, 14 + place * ROW) for place, each in enumerate(self.shown)]

    @property
    def height(self) -> int:
        return 8 + ROW * max(1, len(self.shown))

    @property
    def rows(self) -> list[list[str]]:
        return [each.cells for each in self.agreements]

    @property
    def finding(self) -> str:
        if not self.shown:
            return "No standard has five second ratings yet"
        least = self.shown[0]
        return f"Surveyors agree least on {least.standard}: {least.share:.0%} of {least.count} pairs"


def at(share: float) -> float:
    return round(LEFT + share * TRACK, 2)
