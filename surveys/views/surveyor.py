"""What the surveyor sees once both sides have declared no conflict, and where findings are written."""

import json
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qcp import clock
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome
from qcp.web.templatetags.portal import moment
from qcp.workflow.moves import moves_for

from .. import policies
from ..actions import survey as actions
from ..actions.findings import choose as keep_one
from ..digest import counts, digest
from ..forms.finding import ChoosingForm, FindingForm, SigningForm, prefix, sent_findings
from ..models import Survey
from ..queries import at_hand, charts, tablet
from ..queries.clocks import running_clocks
from ..queries.sheet import Sheet
from ..queries.wordings import offer
from ..states import Rating, State

# What the page's script brings in.
MODULES = [
    f"js/field/{name}.js"
    for name in (
        "album",
        "card",
        "export",
        "gaps",
        "patience",
        "preparing",
        "refused",
        "replies",
        "seal",
        "send",
        "signing",
        "store",
        "words",
    )
]

ALREADY = "These findings are signed already, by {name} on {at} ({mark}). Nothing was signed a second time."


def survey_page(request, survey):
    """The assignment: where, when, with whom, and what is next."""
    context = {
        "survey": survey,
        "visits": survey.visits.select_related("site"),
        "clocks": running_clocks(survey, "surveyor"),
        "contacts": survey.people("signatory"),
        "progress": Sheet(survey).progress if survey.has_begun else None,
        "can_check_out": survey.state == State.SCHEDULED and clock.today() < survey.first_day(),
        "crumbs": [("Home", reverse("web:home"))],
        "can_step_off": policies.may_step_off(survey, request.user),
    }
    return render(request, "surveys/surveyor.html", context)


@button
def check_out(request, pk):
    """Before the first day: the sheet is laid out, with standards and policies at hand for the visit."""
    survey = own_survey(request, pk)
    with outcome(request, success="Checked out: the sheet for every site is laid out.") as result:
        actions.begin(survey, by=request.user, check_out=True, note="Checked out before the visit.")
    return redirect("surveys:field", pk) if result else redirect(survey)


@form_page
def findings(request, pk):
    """The findings of one site and domain: every change is kept, and none overwrites another unseen."""
    survey = own_survey(request, pk)
    if not survey.has_begun:
        return redirect(survey)
    sheet = sheet_of(request, survey)
    if request.method != "POST":
        return show(request, sheet, [FindingForm(finding=each) for each in sheet.cards])
    forms = [FindingForm(request.POST, finding=each) for each in sent_findings(sheet.findings, request.POST)]
    with outcome(request) as result:
        settled = save_each(forms, by=request.user)
    if result and settled:
        messages.success(request, f"Saved. {Sheet(survey).progress}.")
        return redirect(onward(sheet, "go_on" in request.POST))
    return show(request, sheet, forms, failed=True)


@button
def choose(request, pk, finding):
    """Two answers stand beside each other: the surveyor keeps one, and both stay in the history."""
    survey = own_survey(request, pk)
    finding = get_object_or_404(survey.findings(), pk=finding)
    form = ChoosingForm(request.POST, finding=finding)
    if form.is_valid():
        with outcome(request, success=f"{finding.standard.code}: your choice is kept."):
            keep_one(finding, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    place = (str(finding.visit_id), finding.standard.domain.number)
    return redirect(f"{address(survey, place)}#{prefix(finding)}")


@form_page
def sign(request, pk):
    """Everything is rated: the surveyor signs with their name, and the findings are locked."""
    survey = own_survey(request, pk)
    if not policies.may_record(survey, request.user):
        if request.method == "POST" and (signed := survey.signings.last()):
            messages.info(request, ALREADY.format(name=signed.name, at=moment(signed.at), mark=signed.mark))
        return redirect("surveys:field", pk)
    form = SigningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Signed and submitted. Thank you: QCP staff check the findings now.") as result:
            seen = request.POST.get("seen", "")
            actions.submit_findings(survey, by=request.user, seen=seen, **form.cleaned_data)
        if result:
            return redirect(survey)
    offer = next(each for each in moves_for(survey, request.user) if each.name == "submit_findings")
    context = {"survey": survey, "progress": Sheet(survey).progress, "problems": offer.problems}
    context |= {"seen": digest(survey), "counts": [(Rating(name).label, n) for name, n in counts(survey).items()]}
    return render_form(request, "surveys/sign.html", context, form)


def save_each(forms, *, by) -> bool:
    """Keep what can be kept of every card, whatever is wrong with another one."""
    kept = [form.save(by=by) for form in forms]
    return all(kept)


def own_survey(request, pk):
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_survey(survey, request.user):
        raise Http404
    return survey


def sheet_of(request, survey) -> Sheet:
    asked = request.GET
    return Sheet(
        survey,
        visit=asked.get("visit", ""),
        domain=asked.get("domain", ""),
        only_open=asked.get("show") == "open",
        blank=request.headers.get("X-Field-Sheet") == "blank",
    )


def show(request, sheet, forms, failed=False):
    if sheet.survey.state != State.IN_PROGRESS:
        return render_form(request, "surveys/findings.html", {"sheet": sheet, "survey": sheet.survey}, failed=failed)
    cited = at_hand.citations(sheet.survey)
    at_hand.lay_beside(sheet.survey, [form.finding for form in forms], cited)
    offer(forms)
    context = {
        "sheet": sheet,
        "survey": sheet.survey,
        "forms": forms,
        "modules": MODULES,
        "form_version": tablet.FORM,
        "told": tablet.sheet_of(sheet.findings),
        "keeps": settings.FIELD_OFFLINE,
        "pages": json.dumps(pages_of(sheet)),
        "papers": json.dumps(tablet.papers(sheet.survey, cited)),
        "onward": onward(sheet, go_on=True),
        "photos": settings.FIELD_PHOTOS,
    }
    return render_form(request, "surveys/field.html", context, failed=failed)


def pages_of(sheet) -> list[str]:
    """What a tablet keeps: every page of the sheet."""
    return [*(address(sheet.survey, place) for place in sheet.places), *charts.addresses(sheet.visits)]


def onward(sheet, go_on: bool) -> str:
    """Back to the same cards, or on to the next domain or site."""
    place = sheet.after() if go_on else None
    here = (str(sheet.visit.pk), sheet.domain.number) if sheet.domain else ("", "")
    return address(sheet.survey, place or here, **({"show": "open"} if sheet.only_open else {}))


def address(survey, place: tuple[str, str], **asked) -> str:
    """Where the cards of one site and domain are."""
    visit, domain = place
    return f"{reverse('surveys:field', args=[survey.pk])}?{urlencode({'visit': visit, 'domain': domain, **asked})}"
