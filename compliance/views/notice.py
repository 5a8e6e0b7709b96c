"""What a practice sees of a revocation: the notice, its rights, its response, and in the end the decision."""

from django.shortcuts import render

from compliance import policies
from compliance.actions import revocations
from compliance.forms.case import RespondForm
from compliance.models import Revocation
from compliance.queries import next_steps
from compliance.states import RevocationState
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter, StoredFile
from qcp.web.acting import act_on, visible
from qcp.web.pages import form_page, page


def noticed(request, pk):
    return visible(request, Revocation, pk, policies.may_answer_notice)


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

    def answer(revocation, *, by, text, file, hearing):
        return revocations.respond(revocation, by=by, text=text, upload=file, wants_hearing=hearing == "yes")

    form = RespondForm(request.POST or None, request.FILES or None)
    told = {"success": "Your response has reached the program.", "back": ("compliance:case_notice", pk)}
    template = "compliance/case_respond.html"
    return act_on(request, noticed(request, pk), template, form, answer, named="revocation", **told)
