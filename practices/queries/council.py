"""Who of the Oversight Council could sit on a request, and how much each of them has to decide already."""

from django.db.models import Count, Q

from qcp.accounts.models import Role, User

from ..states import OPEN_WAIVER


def candidates(waiver):
    """Council members who did not step off the case and do not belong to the practice, the least busy first."""
    members = waiver.practice.memberships.filter(ended_at=None)
    return (
        User.objects.in_role(Role.COUNCIL)
        .exclude(recusals__case=waiver.case_id)
        .exclude(pk__in=members.values("user"))
        .annotate(open_waivers=Count("waivers_to_decide", filter=Q(waivers_to_decide__state__in=OPEN_WAIVER)))
        .order_by("open_waivers", "name")
    )
