"""Who belongs to the practice, who is invited, and who signs."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from qcp.accounts import rights
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

from .. import policies
from ..actions import handover as handovers
from ..actions import joining
from ..actions import members as actions
from ..forms.members import HandoverForm, InviteMemberForm
from ..models import Handover, Membership, MembershipRole, Practice
from ..roles import RIGHTS

ANSWERS = {
    "accept": (handovers.accept, "You may sign for the practice from now on."),
    "decline": (handovers.decline, "You declined. Everything stays as it was."),
    "withdraw": (handovers.withdraw, "The offer is withdrawn. You go on signing."),
}


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
    context = about_members(practice, request.user)
    context["invite"] = form if policies.may_invite(practice, request.user) else None
    status = 422 if request.method == "POST" else 200
    return render(request, "practices/members.html", {**context, "failed": status == 422}, status=status)


def about_members(practice, user) -> dict:
    offers = list(Handover.objects.open().visible_to(user).for_list().filter(giver__practice=practice))
    may_invite = policies.may_invite(practice, user)
    return {
        "practice": practice,
        "members": Membership.objects.open().filter(practice=practice).for_list(),
        "may_change": policies.may_run_members(practice, user),
        "roles": MembershipRole.choices,
        "rights": RIGHTS,
        "invited": joining.invitations_to(practice) if may_invite else (),
        "changes": rights.latest_in(practice),
        "offered_to_me": [offer for offer in offers if offer.receiver.user_id == user.pk],
        "offered_by_me": [offer for offer in offers if offer.giver.user_id == user.pk],
    }


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
    return back(request, membership.practice_id)


def back(request, practice_id):
    """To the members, or home for whoever does not belong here any more."""
    if not Practice.objects.visible_to(request.user).filter(pk=practice_id).exists():
        return redirect("web:home")
    return redirect("practices:members", practice_id)


@button
def invitation(request, pk, invitation):
    """Write to somebody again, or take the invitation back."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(joining.invitations_to(practice), pk=invitation)
    again = request.POST.get("act") == "again"
    words = f"Another letter is on its way to {found.email}." if again else f"The letter to {found.email} is void."
    with outcome(request, success=words):
        act = joining.write_again if again else joining.take_back
        act(found, practice, by=request.user)
    return redirect("practices:members", practice.pk)


@form_page
def hand_over(request, pk):
    """Offer the own right to sign to somebody else of the practice."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    if not policies.may_run_members(practice, request.user):
        raise Http404
    others = Membership.objects.open().filter(practice=practice).exclude(role=MembershipRole.SIGNATORY).for_list()
    form = HandoverForm(request.POST if request.method == "POST" else None, members=others)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"{form.cleaned_data['to'].user} is asked to sign in your place.") as done:
            handovers.offer(practice, by=request.user, **form.cleaned_data)
        if done:
            return redirect("practices:members", practice.pk)
    return render_form(request, "practices/hand_over.html", {"practice": practice, "others": others}, form)


@button
def answer(request, pk):
    """Accept, decline or withdraw an offer to sign."""
    handover = get_object_or_404(Handover.objects.visible_to(request.user).for_list(), pk=pk)
    act, words = ANSWERS.get(request.POST.get("answer", ""), ANSWERS["decline"])
    with outcome(request, success=words):
        act(handover, by=request.user)
    return back(request, handover.giver.practice_id)
