"""Entering a round's figures by hand."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .. import policies
from ..actions.figures import save_figures
from ..forms.figures import FiguresForm
from ..models import ScoreSubmission


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
