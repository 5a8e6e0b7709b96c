"""A revocation as the people named on it see it: the case, each step, the decision of two, the file for counsel."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from compliance import policies
from compliance.actions import revocations
from compliance.forms.appeal import HearingDayForm
from compliance.forms.case import CaseHearingForm, NoteForm, OpenForm, ReasonsForm, ScreenForm, ServeForm
from compliance.models import Appeal, Revocation
from compliance.queries import next_steps
from compliance.queries.case_file import case_file
from compliance.queries.cases import certifications_concerned, papers
from compliance.states import RevocationState
from qcp.accounts.models import Role
from qcp.documents.downloads import SEALED
from qcp.web.acting import act_on, visible
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

DECIDABLE = (RevocationState.NOTICE_SERVED, RevocationState.HEARD)


def case_for(request, pk, policy=policies.may_run_case):
    return visible(request, Revocation, pk, policy)


def reads(revocation, user):
    readers = (policies.may_run_case, policies.may_sit, policies.may_answer_notice)
    return any(may(revocation, user) for may in readers)


@page
def case(request, pk):
    """Whoever signs for the practice is led to the notice; the panel reads what the practice was asked and answered."""
    revocation = case_for(request, pk, reads)
    if request.user.role == Role.PRACTICE:
        return redirect("compliance:case_notice", pk)
    runs = policies.may_run_case(revocation, request.user)
    context = {
        "revocation": revocation,
        "next": next_steps.CASE[revocation.state],
        "runs": runs,
        "manages": policies.may_manage_case(revocation, request.user),
        "leads": runs and policies.leads_the_case(revocation, request.user),
        "decidable": revocation.state in DECIDABLE,
        "may_set": runs and revocation.state == RevocationState.HEARING_REQUESTED,
        **papers(revocation, runs),
    }
    return render(request, "compliance/case.html", context)


@form_page
def open_case(request):
    """A manager begins a case from what the program itself learned."""
    form = OpenForm(request.POST or None, initial={"certification": request.GET.get("certification")})
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The case is open, and you lead it.") as done:
            revocation = revocations.open_case(by=request.user, **form.cleaned_data)
        if done:
            return redirect(revocation)
    return render_form(request, "compliance/case_open.html", {}, form)


@page
def complainant(request, pk):
    revocation = case_for(request, pk, policies.leads_the_case)
    context = {"revocation": revocation, "complainant": getattr(revocation, "complainant", None)}
    return render(request, "compliance/case_complainant.html", context)


def step(request, pk, policy, template, form, act, success):
    """One step of a case: its form, the act, and back to the case."""
    revocation = case_for(request, pk, policy)
    return act_on(request, revocation, template, form(revocation, request), act, success=success, named="revocation")


def plain(form):
    return lambda revocation, request: form(request.POST or None, request.FILES or None)


@form_page
def screen(request, pk):
    def form(revocation, request):
        known = {name: getattr(revocation, name) for name in ("certification", "ground", "concerns")}
        rows = certifications_concerned(revocation)
        return ScreenForm(request.POST or None, certifications=rows, initial=known)

    success = "Screened. The case can be investigated."
    template = "compliance/case_screen.html"
    return step(request, pk, policies.may_manage_case, template, form, revocations.screen, success)


@form_page
def note(request, pk):
    def add(revocation, *, by, text, file):
        return revocations.add_note(revocation, by=by, text=text, upload=file)

    template = "compliance/case_note.html"
    return step(request, pk, policies.may_run_case, template, plain(NoteForm), add, "The note is kept.")


@form_page
def serve(request, pk):
    template, success = "compliance/case_serve.html", "The notice is on its way."
    act = revocations.serve_notice
    return step(request, pk, policies.may_manage_case, template, plain(ServeForm), act, success)


@form_page
def hearing_day(request, pk):
    template, success = "compliance/case_hearing_day.html", "The practice and the panel are told."
    act = revocations.set_hearing
    return step(request, pk, policies.may_run_case, template, plain(HearingDayForm), act, success)


@form_page
def hearing(request, pk):
    template, success = "compliance/case_hearing.html", "The hearing is on record."
    act = revocations.hear
    return step(request, pk, policies.may_manage_case, template, plain(CaseHearingForm), act, success)


@form_page
def decision(request, pk):
    template, success = "compliance/case_decision.html", "A second person is asked to confirm."
    act = revocations.propose_revocation
    return step(request, pk, policies.may_manage_case, template, plain(ReasonsForm), act, success)


@button
def confirm(request, pk):
    revocation = case_for(request, pk)
    with outcome(request, success="Confirmed. A manager can now revoke the certification."):
        revocations.confirm_revocation(revocation, by=request.user)
    return redirect(revocation)


@button
def take_back(request, pk):
    revocation = case_for(request, pk)
    with outcome(request, success="The proposal is taken back."):
        revocations.withdraw_proposal(revocation, by=request.user)
    return redirect(revocation)


@page
def file_for_counsel(request, pk, kind):
    """Everything of the case in order, with a list of hashes; never who complained."""
    model = {"cases": Revocation, "appeals": Appeal}[kind]
    record = visible(request, model, pk, policies.may_run_case)
    named = {"Content-Disposition": f'attachment; filename="{kind}-{record.pk}.zip"'}
    return HttpResponse(case_file(record), content_type="application/zip", headers=SEALED | named)
