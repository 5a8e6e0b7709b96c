"""What ends here when an application was withdrawn, denied or lapsed."""

from compliance import readiness
from compliance.states import CertificationState
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.system import SYSTEM

from . import certifications, decisions, plans


def application_ended(application, *, by=SYSTEM):
    """Close the plan, take proposals back, end a time of grace; what was issued stays readable."""
    note = f"The application is {application.get_state_display().lower()}."
    plans.close_of(application, note)
    decisions.recall(application, note)
    for report in application.reports.filter(state__in=("draft", "in_review")):
        deadlines.cancel(report, Kind.COMMITTEE_REVIEW)
    for certification in application.practice.certifications.filter(state=CertificationState.IN_GRACE):
        if not readiness.pending_recertification(certification):
            certifications.expire(certification, by=SYSTEM, note=note)
