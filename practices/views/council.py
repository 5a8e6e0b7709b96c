"""What a member of the Oversight Council does with a score waiver beside the plain moves."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .. import policies
from ..actions import waiver_council
from ..actions import waivers as actions
from ..forms.waivers import ReasonForm
from ..models import ScoreWaiver


def waiver_of(request, pk, may):
    """The waiver, for whoever sits in that seat."""
    waiver = get_object_or_404(ScoreWaiver.objects.visible_to(request.user).for_list(), pk=pk)
    if not may(waiver, request.user):
        raise Http404
    return waiver


@form_page
def propose(request, pk):
    """The member who decides proposes to grant."""
    waiver = waiver_of(request, pk, policies.may_decide_waiver)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Proposed. The second council member has to confirm it.") as done:
            actions.propose_grant(waiver, by=request.user, note=form.cleaned_data["note"])
        if done:
            return redirect(waiver)
    return render_form(request, "practices/waiver_propose.html", {"waiver": waiver}, form)


@form_page
def refuse(request, pk):
    """The second member does not confirm."""
    waiver = waiver_of(request, pk, policies.may_confirm_waiver)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Sent back to the member who proposed it.") as done:
            actions.refuse_grant(waiver, by=request.user, note=form.cleaned_data["note"])
        if done:
            return redirect(waiver)
    return render_form(request, "practices/waiver_refuse.html", {"waiver": waiver}, form)


@form_page
def step_off(request, pk):
    """Leaving the case, at any time before the decision; nobody asks why."""
    waiver = waiver_of(request, pk, policies.may_leave_waiver)
    if request.method != "POST":
        return render(request, "practices/waiver_step_off.html", {"waiver": waiver})
    with outcome(request, success="You stepped off the case. It is closed to you now.") as done:
        waiver_council.step_off(waiver, by=request.user)
    return redirect("web:home") if done else redirect(waiver)
