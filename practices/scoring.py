"""The Overall Quality Score and what else makes a round qualify: exact integers, from inputs that are kept.

`judge(figures)` depends on nothing but its argument, so a result can be computed again at any time from the inputs
stored beside it. Nothing is ever rounded up: the percentage is cut off after two decimals, and the threshold is
compared as a product of integers.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

QCP_TRACK = "QCP"
CORE = "CORE"  # the module whose abstracted charts are the unique charts
HOURS_PER_FTE = 40


@dataclass(frozen=True)
class MeasureLine:
    """One measure as reported. An inverse measure carries the raw (bad) numerator."""

    code: str
    module: str
    kind: str
    numerator: int
    denominator: int
    excluded: int = 0

    @property
    def good(self) -> int:
        """Charts that count for the practice."""
        return self.denominator - self.numerator if self.kind == "inverse" else self.numerator

    @property
    def gap(self) -> int:
        """Charts that count against the practice: where there is most to win."""
        return self.denominator - self.good

    @property
    def percent(self) -> str:
        return percent(self.good, self.denominator)


@dataclass(frozen=True)
class ModuleLine:
    """The charts of one module against its target; None where they have not been given."""

    module: str
    target: int
    eligible: int | None = None
    abstracted: int | None = None
    attested: bool = False

    @property
    def given(self) -> bool:
        return self.abstracted is not None

    @property
    def met(self) -> bool:
        """The target is reached, or these are attested to be all charts there are."""
        return self.given and (self.abstracted >= self.target or self.attested)


@dataclass(frozen=True)
class Figures:
    """Everything a judgement rests on."""

    track: str
    strategy: str
    threshold_percent: int
    oncologist_hours: int
    chart_minimum: int
    measures: tuple[MeasureLine, ...]
    modules: tuple[ModuleLine, ...]
    unanswered: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> "Figures":
        measures = tuple(MeasureLine(**line) for line in kept["measures"])
        modules = tuple(ModuleLine(**line) for line in kept["modules"])
        return cls(**{**kept, "measures": measures, "modules": modules, "unanswered": tuple(kept["unanswered"])})


@dataclass(frozen=True)
class Judgement:
    """What the figures come to. `reasons` are sentences; none when the round qualifies."""

    numerator: int
    denominator: int
    meets_percentage: bool
    unique_charts: int | None
    chart_minimum: int
    reasons: tuple[str, ...]
    beside_percentage: tuple[str, ...]  # those of the reasons that no waiver sets aside

    @property
    def qualifies(self) -> bool:
        return not self.reasons

    @property
    def percent(self) -> str:
        return percent(self.numerator, self.denominator)


def percent(numerator: int, denominator: int) -> str:
    """'74.99': cut off, never rounded up; '' when there is nothing to divide by."""
    if not denominator:
        return ""
    hundredths = numerator * 10_000 // denominator
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def opportunity_weighted(lines: Iterable[MeasureLine]) -> tuple[int, int]:
    """Every chart in a denominator is one opportunity: sum of the good over sum of all. Empty measures drop out."""
    counted = [line for line in lines if line.denominator]
    return sum(line.good for line in counted), sum(line.denominator for line in counted)


STRATEGIES: dict[str, Callable[[Iterable[MeasureLine]], tuple[int, int]]] = {
    "opportunity_weighted": opportunity_weighted,
}


def chart_minimum(table: Iterable[tuple[Decimal | None, int]], oncologist_hours: int) -> int:
    """The unique charts needed: the first row (FTE up to, charts) that reaches the practice's FTE; None reaches all."""
    for fte_up_to, charts in table:
        if fte_up_to is None or oncologist_hours <= fte_up_to * HOURS_PER_FTE:
            return charts
    return 0


def failed(figures: Figures) -> list[MeasureLine]:
    """The measures that stay below the threshold by themselves: those that a waiver can be about."""
    return [line for line in figures.measures if line.good * 100 < figures.threshold_percent * line.denominator]


def without(figures: Figures, codes: Iterable[str]) -> Figures:
    """What the figures would be, had these measures not been asked."""
    left_out = set(codes)
    return replace(figures, measures=tuple(line for line in figures.measures if line.code not in left_out))


def judge(figures: Figures) -> Judgement:
    """Score, charts and track together, each shortfall in a sentence."""
    numerator, denominator = STRATEGIES[figures.strategy](figures.measures)
    meets = denominator > 0 and numerator * 100 >= figures.threshold_percent * denominator
    unique = next((line.abstracted for line in figures.modules if line.module == CORE), None)
    before = (*wrong_track(figures), *incomplete(figures))
    after = (*short_of_charts(figures, unique), *short_of_targets(figures))
    reasons = (*before, *short_of_percentage(figures, numerator, denominator, meets), *after)
    return Judgement(numerator, denominator, meets, unique, figures.chart_minimum, reasons, (*before, *after))


def wrong_track(figures: Figures) -> list[str]:
    if figures.track == QCP_TRACK:
        return []
    return [f"The round was reported in the {figures.track} track; only the {QCP_TRACK} track can qualify."]


def incomplete(figures: Figures) -> list[str]:
    if not figures.unanswered:
        return []
    return [f"No figures yet for {', '.join(figures.unanswered)}; every measure of the set has to be answered."]


def short_of_percentage(figures: Figures, numerator: int, denominator: int, meets: bool) -> list[str]:
    if not denominator:
        return ["No measure has a chart in its denominator, so there is no Overall Quality Score."]
    if meets:
        return []
    score = percent(numerator, denominator)
    return [f"The Overall Quality Score is {score}%; at least {figures.threshold_percent}% is needed."]


def short_of_charts(figures: Figures, unique: int | None) -> list[str]:
    if unique is None:
        return [f"The charts of the {CORE} module have not been given, so the unique charts cannot be counted."]
    if unique >= figures.chart_minimum:
        return []
    return [
        f"{unique} unique charts were abstracted; a practice with {figures.oncologist_hours} oncologist hours a week "
        f"({figures.oncologist_hours / HOURS_PER_FTE:g} FTE) needs at least {figures.chart_minimum}."
    ]


def short_of_targets(figures: Figures) -> list[str]:
    return [
        f"{line.module}: {line.abstracted} of the {line.target} charts of the target were abstracted, and it is not "
        "attested that these are all eligible charts."
        if line.given
        else f"{line.module}: the charts of this module have not been given."
        for line in figures.modules
        if not line.met and (line.given or line.module != CORE)
    ]
