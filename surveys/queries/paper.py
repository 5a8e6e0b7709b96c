"""What the printed worksheet holds: the survey as it is known, and an empty card for each standard at each site."""

from applications.models import Evidence
from applications.queries.standards import applicable

from .. import marks
from ..models import Finding
from ..states import Mark, Rating


def blank_sheet(survey) -> dict:
    """Before the survey has begun the sheet has no findings yet; what will be on it is known all the same."""
    by_visit: dict = {}
    for finding in survey.findings() if survey.has_begun else to_come(survey):
        by_visit.setdefault(finding.visit, []).append(card(finding))
    return {
        "practice": survey.practice,
        "reference": survey.reference,
        "surveyor": survey.surveyor,
        "visits": list(by_visit.items()),
        "ratings": Rating.choices,
        "ways": Evidence.choices,
        "marks": Mark.choices,
    }


def to_come(survey) -> list[Finding]:
    standards = applicable(survey.application)
    visits = survey.visits.select_related("site")
    return [Finding(visit=visit, standard=standard) for visit in visits for standard in standards]


def card(finding) -> dict:
    kinds = [kind for kind in marks.KINDS if marks.looks_at(kind, finding.standard)]
    return {
        "finding": finding,
        "grids": [(marks.KINDS[kind][1], range(1, marks.KINDS[kind][0] + 1)) for kind in kinds],
    }
