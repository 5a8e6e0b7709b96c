"""The office's pages of a report: the quality gate of a draft, and the correction of an issued one."""

from django.shortcuts import redirect, render

from compliance.actions import corrections, quality
from compliance.forms.report import CorrectionForm
from compliance.oddities import points
from compliance.readiness import correctable
from compliance.states import ReportState
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .reports import report_for


@form_page
def gate(request, pk):
    """Point by point; a point without an answer keeps the draft in the office."""
    report = report_for(request, pk)
    found = points(report)
    if request.method == "POST":
        with outcome(request, success="Saved.") as done:
            quality.answer_points(report, by=request.user, answers=request.POST.dict())
        if done:
            return redirect("compliance:quality", pk)
        return redirect(report)
    context = {"report": report, "points": found, "open": report.state == ReportState.DRAFT}
    return render(request, "compliance/quality.html", context)


@form_page
def correct(request, pk):
    report = report_for(request, pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The correction is drafted. The report stands until it is issued.") as done:
            drafted = corrections.correct(report, by=request.user, **form.cleaned_data)
        if done:
            return redirect(drafted)
    return render_form(request, "compliance/correct.html", {"report": report, "problems": correctable(report)}, form)
