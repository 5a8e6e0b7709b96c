"""A practice's QOPI scores: its rounds, the import of files, one round's page, the attached report."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp.documents.uploads import receive
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

from .. import policies
from ..actions import scores as actions
from ..actions.score_import import bring_in
from ..claims import score_sections
from ..forms.scores import AnswerForm, ImportForm, ReportForm
from ..imports.scores import ScoreImport
from ..models import Practice, Round, ScoreSubmission
from ..presenting import ScorePage, trend_of
from ..queries.rounds import on_offer
from ..rehearsing import Rehearsal


@form_page
def scores(request, pk):
    """All rounds of the practice; a file of scores is taken in whole or not at all."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    may_import = policies.may_open_scores(practice, request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"practice": practice, "may_import": may_import, **rounds_of(practice, request.user)}
    if request.method != "POST":
        return render(request, "practices/scores.html", {**context, "form": form})
    if not may_import:
        raise Http404
    if not form.is_valid():
        return render_form(request, "practices/scores.html", context, form)
    imported = ScoreImport(form.content("scores"), form.content("charts"), only=practice)
    context["rehearsal"] = Rehearsal(imported)
    if not imported.refused and "check" not in request.POST:
        with outcome(request, success=f"Taken in: {len(imported.verdicts)} lines.") as done:
            bring_in(imported, by=request.user)
        if done:
            return redirect("practices:scores", practice.pk)
    return render_form(request, "practices/scores.html", context, form.kept(), failed=bool(imported.refused))


def rounds_of(practice, user) -> dict:
    """The submissions that there are, and the rounds on offer that have none."""
    submissions = ScoreSubmission.objects.visible_to(user).filter(practice=practice).for_list()
    taken = set(ScoreSubmission.objects.standing().filter(practice=practice).values_list("round", flat=True))
    missing = [each for each in on_offer() if each.pk not in taken]
    submissions = submissions.prefetch_related("results", "waivers__round")
    return {"submissions": submissions, "missing": missing, "trend": trend_of(submissions)}


@button
def open_round(request, pk, round):
    """Begin entering a round by hand."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    round = get_object_or_404(Round, pk=round)
    with outcome(request) as done:
        submission = actions.open_for_practice(practice, round, by=request.user)
    return redirect("practices:figures", submission.pk) if done else redirect("practices:scores", practice.pk)


@form_page
def send(request, pk):
    """Sending again what staff returned, with an answer to what they wrote."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    asked = submission.asked
    if asked is None or not policies.may_submit_scores(submission, request.user):
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Sent to QCP staff with your answer.") as done:
            actions.submit(submission, by=request.user, note=form.cleaned_data["note"])
        if done:
            return redirect(submission)
    return render_form(request, "practices/send.html", {"submission": submission, "asked": asked}, form)


@page
def score(request, pk):
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    return render(
        request, "practices/score.html", {"page": ScorePage(submission, request.user), "submission": submission}
    )


@page
def work(request, pk):
    """The figures beside the pages of the report that they are compared with."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    desk = reverse("admin:practices_scoresubmission_change", args=[pk])
    crumbs = [("Home", reverse("web:home")), (str(submission.practice), submission.practice.get_absolute_url())]
    sections = score_sections(ScorePage(submission, request.user))
    return work_page(request, submission, sections, crumbs=crumbs, ways=[("On the staff desk", desk)])


@form_page
def attach_report(request, pk):
    """The final QOPI report, which staff compare the figures with."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_edit_scores(submission, request.user):
        raise Http404
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The report is attached. It is being checked.") as done:
            receive(form.cleaned_data["report"], subject=submission, by=request.user, purpose="qopi-report")
        if done:
            return redirect(submission)
    return render_form(request, "practices/report.html", {"submission": submission}, form)
