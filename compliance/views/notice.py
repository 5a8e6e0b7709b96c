"""What a practice sees of a revocation: the notice, its rights, its response, and in the end the decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from compliance import policies
from compliance.actions import revocations
from compliance.forms.case import RespondForm
from compliance.models import Revocation
from compliance.queries import next_steps
from compliance.states import RevocationState
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter, StoredFile
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page


def noticed(request, pk):
    revocation = get_object_or_404(Revocation.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_answer_notice(revocation, request.user):
        raise Http404
    return revocation


@page
def notice(request, pk):
    revocation = noticed(request, pk)
    answer = revocation.answer()
    context = {
        "revocation": revocation,
        "next": next_steps.CASE[revocation.state],
        "letters": Letter.objects.of(revocation),
        "answer": answer,
        "files": StoredFile.objects.of(answer).select_related("uploaded_by") if answer else [],
        "clocks": Deadline.objects.of(revocation).running(),
        "may_respond": revocation.state == RevocationState.NOTICE_SERVED and answer is None,
    }
    return render(request, "compliance/case_notice.html", context)


@form_page
def respond(request, pk):
    """The one answer to the notice, with or without asking for a hearing."""
    revocation = noticed(request, pk)
    form = RespondForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {"text": form.cleaned_data["text"], "upload": form.cleaned_data["file"]}
        wants = form.cleaned_data["hearing"] == "yes"
        with outcome(request, success="Your response has reached the program.") as done:
            revocations.respond(revocation, by=request.user, wants_hearing=wants, **given)
        if done:
            return redirect("compliance:case_notice", pk)
    return render_form(request, "compliance/case_respond.html", {"revocation": revocation}, form)
