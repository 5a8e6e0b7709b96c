"""The office's quality gate: what is odd in a draft before the committee sees it, point by point."""

from collections.abc import Callable
from dataclasses import dataclass

from qcp.documents.inspection.patients import marks
from surveys.states import UNMET, Rating

Together = dict[int, list]  # standard -> its findings at all sites


@dataclass(frozen=True)
class Rule:
    """A sentence for a finding that should be looked at again; nothing when it is in order."""

    key: str
    ask: Callable[[object, Together], str]


@dataclass(frozen=True)
class Point:
    """One thing to look at, and what the office said to it."""

    rule: str
    finding: object
    sentence: str
    answer: object = None

    @property
    def field(self) -> str:
        return f"{self.rule}-{self.finding.place}"


def names_a_patient(finding, together) -> str:
    found = marks([finding.observed, finding.commendation])
    return f"The notes may name a patient: {', '.join(place for *_, place in found)}." if found else ""


def sites_disagree(finding, together) -> str:
    ratings = {each.surveyed for each in together[finding.standard_id]}
    if finding.surveyed == Rating.NOT_APPLICABLE and len(ratings) > 1:
        return "It is said not to apply here, and was rated at another site."
    return ""


def praised_though_unmet(finding, together) -> str:
    return "It is commended, and not or only partly met." if finding.commendation and finding.surveyed in UNMET else ""


def looked_otherwise(finding, together) -> str:
    """The standard names ways of looking, and none of them was used."""
    wanted = set(finding.standard.evidence)
    if finding.surveyed == Rating.NOT_APPLICABLE or not wanted or wanted & set(finding.methods) or not finding.methods:
        return ""
    return f"The surveyor looked in none of the ways that it asks for: {', '.join(finding.standard.evidence_names)}."


RULES = (
    Rule("patient", names_a_patient),
    Rule("sites", sites_disagree),
    Rule("praise", praised_though_unmet),
    Rule("methods", looked_otherwise),
)


def points(report) -> list[Point]:
    """Everything that should be looked at, with what the office said of it so far."""
    findings = list(report.findings.select_related("standard", "site").prefetch_related("quality_answers__by"))
    together: Together = {}
    for finding in findings:
        together.setdefault(finding.standard_id, []).append(finding)
    return [
        Point(rule.key, finding, sentence, answer_to(finding, rule))
        for finding in findings
        for rule in RULES
        if (sentence := rule.ask(finding, together))
    ]


def answer_to(finding, rule):
    return next((each for each in finding.quality_answers.all() if each.rule == rule.key), None)
