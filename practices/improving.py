"""What would make a round qualify, in words: how many charts, of which measures and modules."""

from . import scoring
from .scoring import CORE, Figures, MeasureLine

SIMPLE = "opportunity_weighted"  # the strategy in which every chart counts the same


def what_would_qualify(figures: Figures) -> list[str]:
    """One sentence per shortfall that more or better charts could close; none when nothing is short."""
    return [*better_charts(figures), *more_unique_charts(figures), *more_of_each_module(figures)]


def charts_short(figures: Figures) -> int:
    """Charts that would have to be met, beyond those that are, to reach the percentage exactly."""
    met, counted = scoring.STRATEGIES[figures.strategy](figures.measures)
    needed = -(-figures.threshold_percent * counted // 100)
    return max(needed - met, 0)


def better_charts(figures: Figures) -> list[str]:
    short = charts_short(figures) if figures.strategy == SIMPLE else 0
    if not short:
        return []
    met, counted = scoring.STRATEGIES[figures.strategy](figures.measures)
    example = ", ".join(f"{charts} of {line.code}" for line, charts in fewest_measures(figures, short))
    return [
        f"{short} more of the {counted} charts would have to be met: {met + short} instead of {met}. "
        f"For example {example}."
    ]


def fewest_measures(figures: Figures, short: int) -> list[tuple[MeasureLine, int]]:
    """The charts that are missing, taken from the measures with most to win."""
    taken = []
    for line in sorted(figures.measures, key=lambda line: (-line.gap, line.code)):
        if short <= 0:
            break
        taken.append((line, min(short, line.gap)))
        short -= line.gap
    return taken


def more_unique_charts(figures: Figures) -> list[str]:
    unique = next((line.abstracted for line in figures.modules if line.module == CORE), None) or 0
    short = figures.chart_minimum - unique
    return [f"{short} more unique charts would have to be abstracted in the {CORE} module."] if short > 0 else []


def more_of_each_module(figures: Figures) -> list[str]:
    return [
        f"{line.module}: {line.target - line.abstracted} more charts would have to be abstracted, or all "
        f"{line.eligible} eligible ones, with the attestation that these are all."
        for line in figures.modules
        if line.given and not line.met
    ]
