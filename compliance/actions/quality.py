"""The office answers the points of the quality gate, so that the draft can go to the committee."""

from django.db import transaction

from compliance import policies
from compliance.models import QualityAnswer
from compliance.oddities import points
from compliance.states import ReportState
from qcp import clock
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, OutOfDate


def answer_points(report, *, by, answers: dict[str, str]) -> int:
    """Say why what looks odd may stand. `answers`: the point's field -> the words; without words it stays open."""
    with transaction.atomic():
        report = hold(report)
        if report.case.closed_to(by) or not policies.may_run(report, by):
            raise NotAllowed("The quality gate is the program office's.")
        if report.state != ReportState.DRAFT:
            raise OutOfDate("The report is no longer a draft, so its quality gate is closed.")
        said = [(point, words) for point in points(report) if (words := answers.get(point.field, "").strip())]
        for point, words in said:
            QualityAnswer.objects.update_or_create(
                finding=point.finding, rule=point.rule, defaults={"answer": words, "by": by, "at": clock.now()}
            )
    return len(said)
