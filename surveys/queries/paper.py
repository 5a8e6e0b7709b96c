"""What the printed worksheet holds: the survey as it is known, and an empty card for each standard at each site."""

from applications.models import Evidence
from applications.queries.standards import applicable

from .. import marks
from ..models import Finding
from ..states import Closure, Mark, Rating
from .at_hand import before, unmet_before


def blank_sheet(survey) -> dict:
    """Before the survey has begun the sheet has no findings yet; what will be on it is known all the same."""
    findings, by_visit = list(survey.findings()) if survey.has_begun else to_come(survey), {}
    earlier = before(survey, findings)
    for finding in findings:
        by_visit.setdefault(finding.visit, []).append(card(finding, earlier[finding.pk]))
    return {
        "practice": survey.practice,
        "reference": survey.reference,
        "surveyor": survey.surveyor,
        "visits": list(by_visit.items()),
        "ratings": Rating.choices,
        "ways": Evidence.choices,
        "marks": Mark.choices,
        "closures": Closure.choices,
    }


def to_come(survey) -> list[Finding]:
    standards = applicable(survey.application)
    visits, unmet = survey.visits.select_related("site"), unmet_before(survey)
    return [
        Finding(visit=visit, standard=standard, follows=unmet.get((visit.site_id, standard.pk)))
        for visit in visits
        for standard in standards
    ]


def card(finding, earlier: list) -> dict:
    """earlier: what the last completed survey found of the same standard."""
    kinds = [kind for kind in marks.KINDS if marks.looks_at(kind, finding.standard)]
    return {
        "finding": finding,
        "earlier": earlier,
        "grids": [(marks.KINDS[kind][1], range(1, marks.KINDS[kind][0] + 1)) for kind in kinds],
    }
