"""What a finding still lacks before it can be submitted. The field page, its filter, the tablet and the guard all ask
here: the tablet has no rules of its own, it is sent this table."""

from dataclasses import asdict, dataclass

from .states import UNMET, Closure, Rating

CLASH = "Two answers stand beside each other: choose one."
UNCONFIRMED = "Say whether the earlier finding is closed."
DISAGREE = "The rating and what you say of the earlier finding do not agree: change one of them."


@dataclass(frozen=True)
class Rule:
    """With one of these ratings the field may not be empty; without a field the rating itself cannot stand.

    where_asked: only of a finding that asks for the field at all. contrary: what the field may not say instead.
    """

    ratings: tuple[str, ...]
    lacks: str
    sentence: str
    where_asked: bool = False
    contrary: str = ""

    def is_broken_by(self, finding) -> bool:
        if finding.rating not in self.ratings or (self.where_asked and self.lacks not in finding.asks):
            return False
        value = getattr(finding, self.lacks) if self.lacks else ""
        return value == self.contrary if self.contrary else not filled(value)


RULES = (
    Rule(("",), "", "Choose a rating."),
    Rule((Rating.NOT_ASSESSED,), "", "Assess it now: “not assessed yet” cannot stay."),
    Rule(UNMET, "notes", "Write down what you found: it is not, or only partially, met."),
    Rule((Rating.NOT_APPLICABLE,), "reason", "Write why it does not apply here."),
    Rule((Rating.MET, *UNMET), "methods", "Say how you looked: tick at least one way."),
    Rule((Rating.MET, *UNMET, Rating.NOT_APPLICABLE), "closure", UNCONFIRMED, where_asked=True),
    Rule((Rating.MET,), "closure", DISAGREE, where_asked=True, contrary=Closure.OPEN),
    Rule(UNMET, "closure", DISAGREE, where_asked=True, contrary=Closure.CLOSED),
)


def filled(value) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def gaps(finding) -> list[str]:
    """The sentences for one finding; none means it is complete."""
    missing = [rule.sentence for rule in RULES if rule.is_broken_by(finding)]
    return [CLASH, *missing] if finding.clashes else missing


def as_table() -> list[dict]:
    return [asdict(rule) for rule in RULES]


def needs_a_note(finding) -> bool:
    """Rated, but something must still be written or ticked."""
    return not finding.is_open and bool(gaps(finding))


def still_missing(findings) -> list[str]:
    """One sentence per incomplete finding, naming site and standard."""
    return [
        f"{finding.visit.site}, {finding.standard.code} {finding.standard.title}: {sentence}"
        for finding in findings
        for sentence in gaps(finding)
    ]
