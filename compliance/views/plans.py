"""The action plan as the practice works on it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from compliance import policies
from compliance.actions import items, proofs
from compliance.forms.plan import ItemForm
from compliance.forms.proof import CiteForm, EvidenceForm, ExplanationForm
from compliance.models import ActionPlan, PlanItem
from compliance.queries import claims
from compliance.queries.plan_page import late_evidence, progress, seen_again, verifications
from compliance.rounds import differences
from compliance.states import PlanState
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

SHOWN = [Kind.ACTION_PLAN, Kind.COMMITTEE_REVIEW, Kind.LAST_EVIDENCE, Kind.FINAL_DEADLINE]


@page
def plan(request, pk):
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).whole(), pk=pk)
    listed = list(plan.items.all())
    context = {
        "plan": plan,
        "items": listed,
        "clocks": clocks(plan),
        "late": late_evidence(plan),
        "progress": progress(plan, listed),
        "verifications": verifications(plan),
    }
    return render(request, "compliance/plan.html", context)


@page
def work(request, pk):
    """What the practice wrote and what proves it, side by side; the reviewer's verdicts begin here."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).whole(), pk=pk)
    crumbs = [("Home", reverse("web:home")), (str(plan), plan.get_absolute_url())]
    ways = [("Every standard's thread stands in the report", plan.report.get_absolute_url())]
    return work_page(request, plan, claims.sections(plan, request.user), crumbs=crumbs, ways=ways)


def clocks(plan) -> list:
    """What runs for this plan, and the two dates that are known from its first day: last evidence, final deadline."""
    of_the_case = Deadline.objects.of_case(plan.case_id).running().filter(kind__in=SHOWN)
    return sorted(of_the_case.for_list(), key=lambda deadline: SHOWN.index(deadline.kind))


def item_for(request, pk):
    return get_object_or_404(PlanItem.objects.visible_to(request.user).for_list(), pk=pk)


def item_to_write(request, pk):
    """Whoever may not write finds nothing to write to."""
    item = item_for(request, pk)
    if not policies.may_write_plan(item.plan, request.user):
        raise Http404
    return item


@form_page
def item(request, pk):
    """One requirement: what it asks, what the practice writes, what the reviewer said."""
    if request.method != "POST":
        return item_page(request, item_for(request, pk))
    item = item_to_write(request, pk)
    form = ItemForm(request.POST, instance=item)
    if form.is_valid():
        with outcome(request, success="Saved. Nothing is sent yet.") as done:
            items.save_item(item, by=request.user, **form.cleaned_data)
        if done:
            return redirect(item.plan)
        saved = item_for(request, pk)
        return item_page(request, saved, form=form.shown_again(saved), saved=saved)
    return item_page(request, item, form=form)


def item_page(request, item, form=None, evidence=None, explanation=None, saved=None, citing=None):
    """`saved`: what somebody else saved meanwhile, to be compared with what was typed."""
    writing = policies.may_write_plan(item.plan, request.user) and not item.accepted()
    may_prove = writing and item.plan.state == PlanState.PLAN_ACCEPTED
    context = {
        "rounds": differences(item),
        "citing_form": citing or way_to_cite(item, may_prove),
        "item": item,
        "plan": item.plan,
        "saved": saved,
        "proofs": item.evidence(),
        "seen_again": seen_again(item.requirement),
        "late": late_evidence(item.plan),
        "may_plan": writing and item.plan.state == PlanState.OPEN,
        "may_prove": may_prove,
        "evidence_form": evidence or EvidenceForm(),
        "explanation_form": explanation or ExplanationForm(initial={"explanation": item.explanation}),
    }
    return render_form(request, "compliance/item.html", context, form or ItemForm(instance=item))


def way_to_cite(item, may_prove: bool):
    """A form to cite what is here already, as long as there is anything that this item does not cite yet."""
    cited = [proof.file_id for proof in item.evidence()]
    files = proofs.files_of_the_case(item).exclude(pk__in=cited) if may_prove else None
    return CiteForm(files=files) if files is not None and files.exists() else None


@button
def explain(request, pk):
    item = item_to_write(request, pk)
    form = ExplanationForm(request.POST)
    if form.is_valid():
        with outcome(request, success="Saved. Nothing is sent yet.") as done:
            items.explain_evidence(item, by=request.user, **form.cleaned_data)
        if done:
            return redirect(item)
    return item_page(request, item, explanation=form)
