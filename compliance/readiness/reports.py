"""What is missing before a report can move, in words."""

from applications.states import PENDING
from compliance.oddities import points
from compliance.policies import cleared_reviewer
from compliance.states import UNDER_REVIEW, ReportState
from qcp.workflow.guards import guard

from .words import some


@guard
def application_goes_on(report):
    """What was withdrawn, denied or has lapsed needs no report any more."""
    application = report.application
    if application.state in PENDING:
        return []
    return [f"The application is “{application.get_state_display()}”, so its report goes no further."]


@guard
def quality_gate_passed(report):
    """Whatever looks odd in the draft was looked at by the office."""
    open_ones = [f"{point.finding} ({point.sentence})" for point in points(report) if point.answer is None]
    return [f"Quality gate: {len(open_ones)} points have no answer yet: {some(open_ones)}"] if open_ones else []


@guard
def plan_not_under_review(report):
    """A correction waits until the committee has said what it thinks of what the practice sent."""
    plans = report.application.action_plans.filter(state__in=UNDER_REVIEW)
    if report.corrects_id and plans.exists():
        return ["The practice's plan or its evidence is under review. Accept or return it first, then correct."]
    return []


def correctable(report) -> list[str]:
    """What speaks against beginning a correction now."""
    if report.state != ReportState.ISSUED:
        return ["Only a report that was issued, and not replaced since, can be corrected."]
    if hasattr(report, "corrected_by"):
        return [f"A correction is under way already: report {report.corrected_by.number}."]
    return application_goes_on.missing(report, {})


@guard
def reviewer_assigned(report):
    """Somebody has to be asked first."""
    return [] if report.reviewer_id else ["No committee reviewer is assigned yet. Assign one first."]


@guard
def reviewer_without_conflict(report):
    """The reviewer answered, has no conflict, and did not survey this practice."""
    if not report.reviewer_id:
        return []
    if report.application.surveys.filter(surveyor=report.reviewer_id).exists():
        return ["The reviewer surveyed this practice, and nobody decides twice. Assign another reviewer."]
    if not cleared_reviewer(report, report.reviewer):
        return ["The reviewer has not yet answered that there is no conflict of interest. Wait, or assign another."]
    return []


@guard
def every_finding_assessed(report):
    """Each rating is confirmed or changed by the reviewer."""
    open_ones = list(report.findings.unassessed().for_list())
    if open_ones:
        return [f"{len(open_ones)} ratings are not assessed yet: {some(open_ones)}."]
    return [] if report.findings.exists() else ["The report has no findings, so there is nothing to issue."]
