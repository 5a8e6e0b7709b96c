"""Changes of organisation: what was reported, the report as a form of differences, what was determined."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp import clock
from qcp.documents.evidence import of as files_of
from qcp.documents.models import Letter
from qcp.documents.views.evidence import attach_to
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page
from qcp.workflow.moves import moves_for

from .. import changes as kinds
from .. import policies
from ..actions import organisation_change as actions
from ..claims import change_sections
from ..forms.changes import KINDS, ChangeForm, SettleForm
from ..models import OrganisationChange, Practice, SiteOutcome
from ..states import ChangeKind

SHOWS = "Show what changed: the agreement, the letter of the authority, the new register entry."


@page
def changes(request, pk):
    """Every report of the practice, and the ways to a new one."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    context = {
        "practice": practice,
        "changes": OrganisationChange.objects.visible_to(request.user).filter(practice=practice).for_list(),
        "kinds": KINDS if may_write(practice, request.user) else [],
        "may_report": policies.may_report_change(practice, request.user),
        "due_on": kinds.last_day(clock.today()),
    }
    return render(request, "practices/changes.html", context)


def may_write(practice, user) -> bool:
    return policies.may_report_change(practice, user) or policies.may_open_change(practice, user)


@form_page
def report(request, pk, kind):
    """The report: by a signatory, or by staff when nobody reported it."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    if kind not in ChangeKind.values or not may_write(practice, request.user):
        raise Http404
    own = policies.may_report_change(practice, request.user)
    form, refused = ChangeForm(request.POST or None, practice=practice, kind=kind), []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The change is recorded.", tell=False) as result:
            act = actions.report if own else actions.open_unreported
            change = act(practice, kind, by=request.user, **form.inputs())
        if result:
            return redirect(change)
        refused = result.problems
    context = {"practice": practice, "kind": ChangeKind(kind), "about": kinds.ABOUT[kind], "own": own}
    context |= {"refused": refused, "today": clock.today(), "due_on": kinds.last_day(clock.today())}
    return render_form(request, "practices/change_report.html", context, form)


@page
def change(request, pk):
    """One change: what differs, when it had to be reported, what was determined, what can be done."""
    change = get_object_or_404(OrganisationChange.objects.visible_to(request.user).for_list(), pk=pk)
    may_settle = policies.may_review_change(change, request.user)
    context = {
        "change": change,
        "practice": change.practice,
        "outcomes": change.outcomes.for_list(),
        "offers": moves_for(change, request.user),
        "letters": Letter.objects.of(change).order_by("frozen_at"),
        "history": change.history.select_related("actor").order_by("-version"),
        "may_settle": may_settle,
        "files": files_of(change),
        "may_add": policies.may_add_change_evidence(change, request.user),
    }
    return render(request, "practices/change.html", context)


@page
def work(request, pk):
    """What was reported beside its evidence, with the buttons of the office."""
    change = get_object_or_404(OrganisationChange.objects.visible_to(request.user).for_list(), pk=pk)
    ways = [("On the staff desk", reverse("admin:practices_organisationchange_change", args=[pk]))]
    crumbs = [("Home", reverse("web:home")), (str(change), change.get_absolute_url())]
    return work_page(request, change, change_sections(change), crumbs=crumbs, ways=ways)


@form_page
def evidence(request, pk):
    """Files that show what changed, until it is determined."""
    change = get_object_or_404(OrganisationChange.objects.visible_to(request.user).for_list(), pk=pk)
    return attach_to(request, change, may=policies.may_add_change_evidence, shows=SHOWS)


@form_page
def settle(request, pk):
    """Staff record what the new survey of a site has shown."""
    waiting = SiteOutcome.objects.visible_to(request.user).to_survey().for_list()
    site_outcome = get_object_or_404(waiting, pk=pk)
    if not policies.may_review_change(site_outcome.change, request.user):
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"Recorded for {site_outcome.site}.") as result:
            actions.settle(site_outcome, by=request.user, **form.cleaned_data)
        if result:
            return redirect(site_outcome)
    return render_form(request, "practices/settle_site.html", {"outcome": site_outcome}, form)
