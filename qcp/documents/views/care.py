"""Two pages about a file that may name a patient: whether it does, and its destruction."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .. import policies
from ..forms import AnswerForm, DecisionForm, DestroyForm
from ..models import SecondLook, StoredFile


@form_page
def second_look(request, pk):
    """What was found where; the practice's word; the office's decision."""
    look = get_object_or_404(SecondLook.objects.select_related("stored", "answered_by", "decided_by"), stored=pk)
    if not policies.may_look(look.stored, request.user):
        raise Http404
    form_class = form_for(look, request.user)
    if request.method == "POST" and form_class is None:
        raise Http404
    form = form_class(request.POST or None) if form_class else None
    context = {"look": look, "stored": look.stored, "record": look.stored.subject}
    if form and request.method == "POST" and form.is_valid():
        with outcome(request, success=form.said, tell=False) as done:
            form.carry_out(look, by=request.user)
        if done:
            return redirect(look)
        form.add_error(None, done.problems)
    return render_form(request, "documents/second_look.html", context, form)


def form_for(look, user):
    """Which question is this person's now."""
    if look.decision or not look.stored.is_held:
        return None
    if policies.may_decide(look.stored, user):
        return DecisionForm
    return AnswerForm if policies.may_answer(look.stored, user) else None


@form_page
def destroy(request, pk):
    """The first person writes why, the second confirms; either sees what is left of it."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not policies.may_decide(stored, request.user):
        raise Http404
    proposal = stored.destructions.filter(withdrawn_at=None).select_related("proposed_by", "confirmed_by").last()
    open_proposal = proposal if proposal and not proposal.confirmed_at else None
    form = DestroyForm(request.POST or None, proposal=open_proposal)
    context = {
        "stored": stored,
        "record": stored.subject,
        "proposal": proposal,
        "mine": is_mine(proposal, request.user),
    }
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Done.", tell=False) as done:
            form.carry_out(stored, by=request.user)
        if done:
            return redirect("documents:destroy", pk)
        form.add_error(None, done.problems)
    return render_form(request, "documents/destroy.html", context, form)


def is_mine(proposal, user) -> bool:
    return proposal is not None and proposal.proposed_by_id == user.pk
