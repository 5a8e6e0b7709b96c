"""The decision: what is proposed, what its release would bring, and the minute in which it can be taken back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from compliance import policies
from compliance.actions import decisions
from compliance.models import Decision
from qcp.desk.rehearse import dry_run
from qcp.documents.models import Letter
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
        "may_undo": policies.may_send_back(decision, request.user),
    }
    return render(request, "compliance/decision.html", context)


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
