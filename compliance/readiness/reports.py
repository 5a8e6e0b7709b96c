"""What is missing before a report can move, in words."""

from applications.states import PENDING
from compliance.policies import cleared_reviewer
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
