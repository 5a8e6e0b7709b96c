"""An appeal: filed and followed by the practice, run by those named on it, decided by its panel."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from applications.models import Application
from compliance import policies
from compliance.actions import appeals
from compliance.forms.appeal import EvidenceForm, FileForm, HearForm, HearingDayForm, VoteForm
from compliance.models import Appeal
from compliance.queries import next_steps
from compliance.queries.appeals import appeal_clock, may_still_appeal
from compliance.readiness import award_problems
from compliance.states import APPEAL_HEARD, AppealState
from qcp.documents.models import Letter, StoredFile
from qcp.web.acting import act_on, visible
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page


@form_page
def file_appeal(request, pk):
    """What an appeal is, by when it has to come, and the form."""
    application = get_object_or_404(Application.objects.visible_to(request.user).select_related("practice"), pk=pk)
    if not policies.may_appeal(application, request.user):
        raise Http404
    if not may_still_appeal(application):
        return redirect(application.appeals.first() or application)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with outcome(request, tell=False) as done:
            appeal = appeals.file(application, by=request.user, upload=given.pop("file"), **given)
        if done:
            return redirect(appeal)
        form.add_error(None, done.problems)
    context = {"application": application, "clock": appeal_clock(application)}
    return render_form(request, "compliance/appeal_file.html", context, form)


@page
def appeal(request, pk):
    """How it stands; evidence, the hearing and, once decided, the letter."""
    appeal = visible(request, Appeal, pk)
    user = request.user
    sits, runs = policies.may_sit(appeal, user), policies.may_run_case(appeal, user)
    context = {
        "appeal": appeal,
        "next": next_steps.APPEAL[appeal.state],
        "grounds": appeal.grounds.all(),
        "files": StoredFile.objects.of(appeal).select_related("uploaded_by"),
        "letters": Letter.objects.of(appeal),
        "history": appeal.history.select_related("actor").order_by("-version") if sits or runs else [],
        "votes": appeal.votes_that_count() if sits else [],
        "runs": runs,
        "may_add": policies.may_act_on_appeal(appeal, user) and not appeal.is_over and appeal.state not in APPEAL_HEARD,
        "may_set": runs and appeal.state == AppealState.PANEL_NAMED,
        "may_vote": sits and appeal.state == AppealState.HEARD and not appeal.has_voted(user),
        "may_step_off": (sits or runs) and not appeal.is_over,
    }
    return render(request, "compliance/appeal.html", context)


def act(request, appeal, page: str, form, do, success: str):
    return act_on(request, appeal, f"compliance/appeal_{page}.html", form, do, success=success, named="appeal")


@form_page
def evidence(request, pk):
    def add(appeal, *, by, file):
        return appeals.add_file(appeal, by=by, upload=file)

    appeal = visible(request, Appeal, pk, policies.may_act_on_appeal)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    return act(request, appeal, "evidence", form, add, "The file has arrived and is being checked.")


@form_page
def hearing_day(request, pk):
    appeal = visible(request, Appeal, pk, policies.may_run_case)
    form = HearingDayForm(request.POST or None, initial={"on": appeal.hearing_on, "place": appeal.hearing_place})
    return act(request, appeal, "hearing_day", form, appeals.set_hearing, "The practice and the panel are told.")


@form_page
def hearing(request, pk):
    """The hearing on record: held on a day, or waived."""
    appeal = visible(request, Appeal, pk, policies.may_run_case)
    return act(request, appeal, "hearing", HearForm(request.POST or None), appeals.hear, "The panel decides now.")


@form_page
def vote(request, pk):
    """One member's vote, with its reasons; it stands."""
    appeal = visible(request, Appeal, pk, policies.may_sit)
    form = VoteForm(request.POST or None, obstacles=award_problems(appeal.application))
    return act(request, appeal, "vote", form, appeals.vote, "Your vote is recorded.")


@form_page
def withdraw(request, pk):
    appeal = visible(request, Appeal, pk, policies.may_act_on_appeal)
    if request.method == "POST":
        with outcome(request, success="The appeal is withdrawn."):
            appeals.withdraw(appeal, by=request.user)
        return redirect(appeal)
    return render(request, "compliance/appeal_withdraw.html", {"appeal": appeal})
