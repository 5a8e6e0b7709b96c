"""Entering a round's figures by hand."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome
from qcp.web.typed import content_of, kept, not_kept, signed_out
from qcp.workflow.refusals import Refused

from .. import policies
from ..actions.figures import save_figures
from ..forms.figures import FiguresForm
from ..models import ScoreSubmission


@login_not_required
@button
def autosave(request, pk):
    """Kept while it is typed: figures as figures, everything else as typed. Answers 401 itself."""
    sent = content_of(request)
    if answer := signed_out(request, sent):
        return answer
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    form = FiguresForm.typed_on(submission, sent["values"])
    rows = form.measure_rows(), form.chart_rows()
    try:
        saved = save_figures(
            submission, *rows, by=request.user, revision=sent["revision"], half_typed=form.half_typed()
        )
    except Refused as refusal:
        return not_kept(refusal)
    return kept(saved.revision)


@form_page
def enter(request, pk):
    """All measures and charts. Whoever saves second sees both values and chooses."""
    submission = get_object_or_404(ScoreSubmission.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_edit_scores(submission, request.user):
        raise Http404
    form = FiguresForm(request.POST or None, submission=submission)
    context = {"submission": submission}
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        if revision != submission.revision:
            context["differences"] = form.differences()
            return render_form(request, "practices/figures.html", context, form.on_top_of_theirs())
        with outcome(request, success="Saved. Nothing has been sent to QCP staff yet.") as done:
            save_figures(submission, form.measure_rows(), form.chart_rows(), by=request.user, revision=revision)
        if done:
            return redirect(submission)
    return render_form(request, "practices/figures.html", context, form)
