"""A result once more from what it keeps: its inputs and the name of its strategy."""

from dataclasses import dataclass

from . import scoring


@dataclass(frozen=True)
class Recomputed:
    """`differences` are sentences; none when everything comes out as it was written down."""

    judgement: scoring.Judgement
    differences: tuple[str, ...]

    @classmethod
    def of(cls, result) -> "Recomputed":
        judgement = scoring.judge(scoring.Figures.from_json(result.inputs))
        pairs = {
            "strategy": (result.strategy, result.inputs["strategy"]),
            "numerator": (result.numerator, judgement.numerator),
            "denominator": (result.denominator, judgement.denominator),
            "percentage": (result.percent, judgement.percent),
            "finding": (result.qualifies, judgement.qualifies),
            "reasons": (list(result.reasons), list(judgement.reasons)),
        }
        wrong = (f"{name}: {kept} is kept, {now} comes out" for name, (kept, now) in pairs.items() if kept != now)
        return cls(judgement, tuple(wrong))

    @property
    def agrees(self) -> bool:
        return not self.differences
