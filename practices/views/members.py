"""Who belongs to the practice."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.pages import button, form_page, outcome

from .. import policies
from ..actions import joining
from ..actions import members as actions
from ..forms.members import InviteMemberForm
from ..models import Membership, MembershipRole, Practice


@form_page
def members(request, pk):
    """Who belongs here; those who may also invite."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    form = InviteMemberForm(request.POST or None)
    if form.is_valid():
        with outcome(request, success=f"An invitation is on its way to {form.cleaned_data['email']}.") as done:
            joining.invite_member(practice, by=request.user, **form.cleaned_data)
        if done:
            return redirect("practices:members", practice.pk)
    context = {
        "practice": practice,
        "members": Membership.objects.open().filter(practice=practice).for_list(),
        "may_change": policies.may_run_members(practice, request.user),
        "roles": MembershipRole.choices,
        "invite": form if policies.may_invite(practice, request.user) else None,
    }
    return render(request, "practices/members.html", context, status=422 if request.method == "POST" else 200)


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
