"""The committee reviewer's own pages: ratings assessed, plans judged, decisions proposed."""

from django.shortcuts import get_object_or_404, redirect, render

from compliance import policies
from compliance.actions import assessment, items, plans
from compliance.actions.decisions import propose as propose_decision
from compliance.forms.plan import AskSurveyForm, VerdictForm
from compliance.forms.report import AssessForm, ProposeForm, SummaryForm
from compliance.models import ActionPlan, PlanItem
from compliance.queries.plan_page import progress, seen_again, since_last_look, verifications
from compliance.queries.precedents import precedents
from compliance.rounds import differences
from compliance.states import UNFINISHED, PlanState, ReportState
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page
from surveys.further import problems_with
from surveys.states import Kind as SurveyKind

from .reports import report_for


@page
def assess(request, pk):
    """All ratings of a report, with how far the assessment has come."""
    report = report_for(request, pk)
    findings = report.findings.select_related("standard__domain", "site")
    rest = [finding for finding in findings if not finding.assessed]
    context = {"report": report, "findings": findings, "rest": rest, "open": report.state == ReportState.IN_REVIEW}
    return render(request, "compliance/assess.html", context)


@form_page
def assess_finding(request, pk, finding):
    report = report_for(request, pk)
    finding = get_object_or_404(report.findings.select_related("standard__edition", "site"), pk=finding)
    form = AssessForm(request.POST or None, finding=finding)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Your rating is saved.") as done:
            assessment.assess(finding, by=request.user, **form.cleaned_data)
        if done:
            following = report.findings.unassessed().filter(place__gt=finding.place).first()
            return (
                redirect("compliance:assess_finding", pk, following.pk)
                if following
                else redirect("compliance:assess", pk)
            )
    context = {
        "report": report,
        "finding": finding,
        "precedents": precedents(finding, request.user),
        "answers": finding.quality_answers.select_related("by"),
    }
    return render_form(request, "compliance/assess_finding.html", context, form)


@button
def confirm_rest(request, pk):
    report = report_for(request, pk)
    with outcome(request, success="Every rating that was still open is confirmed as the surveyor gave it."):
        assessment.confirm_the_rest(report, by=request.user)
    return redirect("compliance:assess", pk)


@form_page
def summary(request, pk):
    report = report_for(request, pk)
    form = SummaryForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The summary is saved.") as done:
            assessment.summarize(report, by=request.user, **form.cleaned_data)
        if done:
            return redirect("compliance:assess", pk)
    return render_form(request, "compliance/summary.html", {"report": report}, form)


@form_page
def propose(request, pk):
    """An award or a denial, when the reviewer has to say it by an act of its own."""
    report = report_for(request, pk)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Your proposal is with the manager.") as done:
            decision = propose_decision(report.application, by=request.user, **form.cleaned_data)
        if done:
            return redirect(decision)
    return render_form(request, "compliance/propose.html", {"report": report}, form)


@page
def review_plan(request, pk):
    """The plan, item by item, with what the reviewer has said of each."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).whole(), pk=pk)
    plan_items = list(plan.items.all())
    open_ones = [item for item in plan_items if not item.verdict()]
    context = {
        "plan": plan,
        "items": plan_items,
        "rest": open_ones,
        "judging": may_judge(plan, request.user),
        "progress": progress(plan, plan_items),
        "news": since_last_look(plan, plan_items, request.user),
        "verifications": verifications(plan),
        "may_ask": plan.state in UNFINISHED,
    }
    return render(request, "compliance/review_plan.html", context)


def may_judge(plan, user) -> bool:
    under_review = plan.state in (PlanState.PLAN_SUBMITTED, PlanState.EVIDENCE_SUBMITTED)
    return under_review and policies.may_assess_plan(plan, user)


@form_page
def judge(request, pk):
    item = get_object_or_404(PlanItem.objects.visible_to(request.user).for_list(), pk=pk)
    found = item.verdict()
    initial = {"verdict": found.verdict, "reason": found.reason} if found else {}
    form = VerdictForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"Saved for {item.requirement.number}.") as done:
            items.judge(item, by=request.user, **form.cleaned_data)
        if done:
            return redirect("compliance:review_plan", item.plan_id)
    context = {"item": item, "plan": item.plan, "rounds": differences(item), "seen_again": seen_again(item.requirement)}
    return render_form(request, "compliance/judge.html", context, form)


@form_page
def ask_survey(request, pk):
    """The reviewer asks the manager for a verification survey, with what speaks against one now."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).for_list(), pk=pk)
    form = AskSurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The QCP manager is told and decides whether to order it.") as done:
            plans.ask_for_survey(plan, by=request.user, **form.cleaned_data)
        if done:
            return redirect("compliance:review_plan", pk)
    context = {"plan": plan, "problems": problems_with(plan.application, SurveyKind.VERIFICATION)}
    return render_form(request, "compliance/ask_survey.html", context, form)


@button
def accept_rest(request, pk):
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user), pk=pk)
    with outcome(request, success="Every item that was still open is accepted."):
        items.accept_the_rest(plan, by=request.user)
    return redirect("compliance:review_plan", pk)
