"""Who belongs to the practice."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.pages import button, outcome, page

from .. import policies
from ..actions import members as actions
from ..models import Membership, MembershipRole, Practice


@page
def members(request, pk):
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    context = {
        "practice": practice,
        "members": Membership.objects.open().filter(practice=practice).for_list(),
        "may_change": policies.may_run_members(practice, request.user),
        "roles": MembershipRole.choices,
    }
    return render(request, "practices/members.html", context)


@button
def change(request, pk):
    """Another role, or the end of the membership."""
    membership = get_object_or_404(Membership.objects.open().visible_to(request.user), pk=pk)
    role = request.POST.get("role", "")
    with outcome(request, success=f"Recorded for {membership.user}."):
        if role == "end":
            actions.end(membership, by=request.user)
        else:
            actions.change_role(membership, role, by=request.user)
    if not Practice.objects.visible_to(request.user).filter(pk=membership.practice_id).exists():
        return redirect("web:home")
    return redirect("practices:members", membership.practice_id)
