"""How the answers of a survey stand, for a device that has seen an earlier state."""

from ..models import Operation


def until(survey) -> int:
    """The number of the last change that was taken in."""
    return survey.operations.order_by("-number").values_list("number", flat=True).first() or 0


def changed_since(survey, number: int) -> list[dict]:
    """Every answer that a later change concerned, as it stands now."""
    later = Operation.objects.filter(survey=survey, number__gt=number).order_by("number")
    places = dict.fromkeys(later.values_list("finding_id", "field"))
    findings = survey.findings().in_bulk({finding for finding, _ in places})
    return [state(findings[finding], field) for finding, field in places]


def state(finding, field: str) -> dict:
    answer = finding.answer(field)
    return {
        "finding": str(finding.pk),
        "field": field,
        "values": answer.values,
        "revision": answer.revision,
    }
