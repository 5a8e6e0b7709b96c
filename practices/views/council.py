"""What a member of the Oversight Council does with a score waiver beside the plain moves."""

from django.shortcuts import redirect, render

from qcp.web.acting import act_on, visible
from qcp.web.pages import form_page, outcome

from .. import policies
from ..actions import waiver_council
from ..actions import waivers as actions
from ..forms.waivers import ReasonForm
from ..models import ScoreWaiver


def act(request, pk, may, page: str, do, success: str):
    """An act with its reason, for whoever sits in that seat."""
    waiver = visible(request, ScoreWaiver, pk, may)
    form = ReasonForm(request.POST or None)
    return act_on(request, waiver, f"practices/waiver_{page}.html", form, do, success=success, named="waiver")


@form_page
def propose(request, pk):
    """The member who decides proposes to grant."""
    success = "Proposed. The second council member has to confirm it."
    return act(request, pk, policies.may_decide_waiver, "propose", actions.propose_grant, success)


@form_page
def refuse(request, pk):
    """The second member does not confirm."""
    success = "Sent back to the member who proposed it."
    return act(request, pk, policies.may_confirm_waiver, "refuse", actions.refuse_grant, success)


@form_page
def step_off(request, pk):
    """Leaving the case, at any time before the decision; nobody asks why."""
    waiver = visible(request, ScoreWaiver, pk, policies.may_leave_waiver)
    if request.method != "POST":
        return render(request, "practices/waiver_step_off.html", {"waiver": waiver})
    with outcome(request, success="You stepped off the case. It is closed to you now.") as done:
        waiver_council.step_off(waiver, by=request.user)
    return redirect("web:home") if done else redirect(waiver)
