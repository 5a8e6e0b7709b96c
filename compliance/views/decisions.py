"""The decision: what is proposed, what its release would bring, and the minute in which it can be taken back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from applications.models import Application
from compliance import policies
from compliance.actions import decisions
from compliance.forms.report import DenyForm
from compliance.models import Decision
from compliance.states import DecisionState, Outcome
from qcp.desk.rehearse import dry_run
from qcp.documents.models import Letter
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page


def decision_for(request, pk):
    return get_object_or_404(Decision.objects.visible_to(request.user).for_list(), pk=pk)


@page
def decision(request, pk):
    decision = decision_for(request, pk)
    context = {
        "decision": decision,
        "intent": decision.intents.pending().first(),
        "letters": Letter.objects.of(decision),
        "certification": getattr(decision.application, "certification", None),
        "again": way_to_decide_anew(decision, request.user),
        "appeal_url": way_to_appeal(decision, request.user),
        "may_undo": policies.may_send_back(decision, request.user),
    }
    return render(request, "compliance/decision.html", context)


@form_page
def propose_denial(request, pk):
    """Before there is a report, the office itself proposes a denial; a manager who did not propose it releases it."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    form = DenyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Your proposal is with the manager.") as done:
            reasons = form.cleaned_data["reasons"]
            decision = decisions.propose(application, by=request.user, outcome=Outcome.DENIAL, reasons=reasons)
        if done:
            return redirect(decision)
    return render_form(request, "compliance/propose_denial.html", {"application": application}, form)


def way_to_decide_anew(decision, user) -> str:
    """After a decision came back: the page on which whoever may propose does so again."""
    if decision.state != DecisionState.RETURNED or not policies.may_propose(decision.application, user):
        return ""
    if decision.report is None:
        return reverse("compliance:propose_denial", args=[decision.application_id])
    return reverse("compliance:propose", args=[decision.report_id])


def way_to_appeal(decision, user) -> str:
    """Beside a released denial, for whoever signs for the practice."""
    if decision.is_award or decision.state != DecisionState.RELEASED:
        return ""
    may = policies.may_appeal(decision.application, user)
    return reverse("compliance:file_appeal", args=[decision.application_id]) if may else ""


@form_page
def release(request, pk):
    """First what would follow, as a dry run that leaves no trace; then the act."""
    decision = decision_for(request, pk)
    if not policies.may_release(decision, request.user):
        raise Http404
    rehearsal = None
    if request.method == "POST" and "preview" in request.POST:
        rehearsal = dry_run(decisions.carry_out, decision, by=request.user)
    elif request.method == "POST":
        with outcome(request, success="The release is under way. It can be undone for a minute."):
            decisions.release(decision, by=request.user)
        return redirect(decision)
    return render(request, "compliance/release.html", {"decision": decision, "rehearsal": rehearsal})


@button
def undo(request, pk):
    decision = decision_for(request, pk)
    with outcome(request, success="Taken back. Nothing was released, listed or mailed."):
        decisions.undo_release(decision, by=request.user)
    return redirect(decision)
