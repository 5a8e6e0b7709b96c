"""Who of the committee could assess a report, and how much each of them has to do already."""

from django.db.models import Count, Q

from compliance.states import ReportState
from qcp.accounts.models import Role, User


def candidates(report):
    """Reviewers who did not survey this practice and did not step off the case, the least busy first."""
    return (
        User.objects.in_role(Role.REVIEWER)
        .exclude(recusals__case=report.case_id)
        .exclude(surveys__application=report.application_id)
        .annotate(open_work=Count("reviewed_reports", filter=Q(reviewed_reports__state=ReportState.IN_REVIEW)))
        .order_by("open_work", "name")
    )
