"""Score waivers as the practice sees them: the list, asking for one, its page, evidence, taking it back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp.documents.views.evidence import attach_to
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

from .. import policies
from ..actions import waivers as actions
from ..claims import acts_beside_the_moves, waiver_sections
from ..forms.waivers import RecordForm, WaiverForm
from ..models import Practice, ScoreSubmission, ScoreWaiver
from ..queries.waivers import problems
from ..waiver_page import WaiverPage, WhatIf, chances

SHOWS = "Show what is unique about the practice, and how it lowers the measures in question."


@page
def waivers(request, pk):
    """What was asked for, and the rounds on which a waiver could be asked for, or why not."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    submissions = ScoreSubmission.objects.visible_to(request.user).filter(practice=practice)
    context = {
        "practice": practice,
        "waivers": ScoreWaiver.objects.visible_to(request.user).filter(practice=practice).for_list(),
        "chances": chances(submissions, request.user),
    }
    return render(request, "practices/waivers.html", context)


@form_page
def ask(request, pk):
    """The request. Looking at the score without the ticked measures sends nothing."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_request_waiver(submission, request.user):
        raise Http404
    if problems(submission):
        return render_form(request, "practices/waiver_refused.html", refusal(submission))
    what_if = WhatIf(submission, request.POST.getlist("measures"))
    form = WaiverForm(request.POST or None, figures=what_if.figures, titles=what_if.titles)
    context = {"submission": submission, "what_if": what_if}
    if request.method == "POST" and "preview" in request.POST:
        return render_form(request, "practices/waiver_ask.html", context, what_if.kept(form), failed=False)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Your request has been received. You can add evidence below.") as done:
            waiver = actions.file(submission, **form.cleaned_data, by=request.user)
        if done:
            return redirect(waiver)
    return render_form(request, "practices/waiver_ask.html", context, form)


@form_page
def received(request, pk):
    """Staff record a request that came by letter or mail."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_record_waiver(submission, request.user):
        raise Http404
    if submission.result is None:
        return render_form(request, "practices/waiver_refused.html", refusal(submission))
    what_if = WhatIf(submission, request.POST.getlist("measures"))
    form, refused = RecordForm(request.POST or None, figures=what_if.figures, titles=what_if.titles), []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The request is recorded; the practice is told.", tell=False) as done:
            waiver = actions.record(submission, **form.cleaned_data, by=request.user)
        if done:
            return redirect(waiver)
        refused = done.problems
    return render_form(request, "practices/waiver_received.html", {"submission": submission, "refused": refused}, form)


def refusal(submission) -> dict:
    return {"submission": submission, "problems": problems(submission)}


@page
def waiver(request, pk):
    waiver = get_object_or_404(ScoreWaiver.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "practices/waiver.html", {"page": WaiverPage(waiver, request.user), "waiver": waiver})


@page
def work(request, pk):
    """The request beside its evidence and the report that the score rests on, with the buttons of whoever acts now."""
    waiver = get_object_or_404(ScoreWaiver.objects.visible_to(request.user).for_list(), pk=pk)
    seen = WaiverPage(waiver, request.user)
    crumbs = [("Home", reverse("web:home")), (str(waiver), waiver.get_absolute_url())]
    desk = reverse("admin:practices_scorewaiver_change", args=[pk])
    ways = [("On the staff desk", desk)] if request.user.is_staff else []
    acts = acts_beside_the_moves(seen)
    return work_page(request, waiver, waiver_sections(seen), crumbs=crumbs, ways=ways, acts=acts)


@form_page
def evidence(request, pk):
    """Files that show the unique characteristic, until the council has decided."""
    waiver = get_object_or_404(ScoreWaiver.objects.visible_to(request.user).for_list(), pk=pk)
    return attach_to(request, waiver, may=policies.may_add_evidence, shows=SHOWS)


@form_page
def withdraw(request, pk):
    """Taking it back is for good: a round has one request."""
    waiver = get_object_or_404(ScoreWaiver.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_withdraw_waiver(waiver, request.user):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The request is withdrawn."):
            actions.withdraw(waiver, by=request.user)
        return redirect(waiver)
    return render(request, "practices/waiver_withdraw.html", {"waiver": waiver})
