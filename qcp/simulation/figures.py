"""Plausible figures for a round of QOPI, good enough or just short, and charts that meet every target."""

import random
from dataclasses import dataclass

from practices.states import MeasureKind

CHARTS = 160  # above every chart minimum and module target of the delivered sets


@dataclass(frozen=True)
class MeasureRow:
    numerator: int
    denominator: int
    excluded: int = 0


@dataclass(frozen=True)
class ChartsRow:
    eligible: int
    abstracted: int
    attested: bool = False


def measures_for(dice: random.Random, round, *, good: bool) -> dict:
    """Measure id -> row: every measure near 85 % when good, near 70 % when not."""
    return {measure.pk: row(dice, measure.kind, good) for measure in round.measure_set.measures.order_by("position")}


def row(dice: random.Random, kind: str, good: bool) -> MeasureRow:
    denominator = dice.randint(40, 120)
    share = dice.randint(80, 92) if good else dice.randint(62, 74)
    met = denominator * share // 100
    return MeasureRow(denominator - met if kind == MeasureKind.INVERSE else met, denominator)


def charts_for(round) -> dict:
    """Module -> row."""
    return {target.module: ChartsRow(CHARTS, CHARTS, True) for target in round.measure_set.targets.all()}
