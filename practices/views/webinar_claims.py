"""Claiming to have taken part in a live webinar, with a proof; the office's answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from qcp.documents.models import StoredFile
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .. import policies
from ..actions import webinar_claims as actions
from ..forms.webinars import AnswerClaimForm, ClaimForm
from ..models import AttendanceClaim, Practice, WebinarSession


@form_page
def claim(request, pk, session):
    """A member sends the proof of having taken part."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    session = get_object_or_404(WebinarSession, pk=session, kind=WebinarSession.Kind.LIVE)
    if not policies.may_claim_webinar(practice, request.user):
        raise Http404
    form, refused = ClaimForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Your proof is on its way to QCP staff.", tell=False) as result:
            actions.claim(session, practice, by=request.user, proof=form.cleaned_data["proof"])
        if result:
            return redirect("practices:webinars")
        refused = result.problems
    context = {"practice": practice, "session": session, "refused": refused}
    return render_form(request, "practices/webinar_claim.html", context, form)


@form_page
def answer(request, pk):
    """One claim with its proof: for the practice to read, for the office to answer."""
    claim = get_object_or_404(AttendanceClaim.objects.visible_to(request.user).for_list(), pk=pk)
    may_answer = policies.may_answer_claim(claim, request.user)
    form = AnswerClaimForm(request.POST or None) if may_answer and claim.answered_at is None else None
    if request.method == "POST" and form is None:
        raise Http404
    refused = []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"Answered: {claim}", tell=False) as result:
            decide(claim, request.user, **form.cleaned_data)
        if result:
            return redirect(claim)
        refused = result.problems
    context = {"claim": claim, "files": StoredFile.objects.of(claim), "refused": refused}
    return render_form(request, "practices/webinar_claim_answer.html", context, form)


def decide(claim, by, *, decision, note) -> None:
    if decision == "accept":
        actions.accept(claim, by=by)
    else:
        actions.refuse(claim, by=by, note=note)
