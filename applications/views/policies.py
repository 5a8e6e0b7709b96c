"""Step 5, and the page of one policy document."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render, resolve_url

from applications import policies
from applications.actions import policies as actions
from applications.forms.policies import CitePolicyForm, ReplacePolicyForm, UploadPolicyForm
from applications.gaps.policies import coverage
from applications.models import PolicyCitation, PolicyDocument, PolicyRemoval
from applications.queries.passports import offered, older_version
from applications.states import CHECKED
from applications.steps import BY_SLUG
from qcp import clock
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

from .fetching import crumbs, see_other, visible_application
from .steps import about_step

STEP = BY_SLUG["policies"]
ALL_ARRIVED = "The files have arrived and are being checked. You can go on meanwhile."
ARRIVED = "The file has arrived and is being checked. You can go on meanwhile."


@form_page
def step(request, pk):
    """The upload checklist: what the standards ask for, what was handed in, what is missing."""
    application = visible_application(request, pk)
    if request.method == "POST" and not policies.may_edit_step(application, request.user, "policies"):
        raise Http404
    form = UploadPolicyForm(request.POST or None, request.FILES or None, application=application)
    if request.method == "POST" and form.is_valid():
        several = len(form.cleaned_data["file"]) > 1
        with outcome(request, success=ALL_ARRIVED if several else ARRIVED, tell=False) as done:
            for file in form.cleaned_data["file"]:
                actions.upload(application, by=request.user, file=file, citations=form.citations())
        if done:
            return see_other("applications:policies", pk)
        form.add_error("file", done.problems)
    context = about_step(application, STEP, request.user) | {
        "rows": coverage(application),
        "documents": list(application.policy_documents.current().for_list()),
        **aside(application, request.user),
    }
    return render_form(request, "applications/steps/policies.html", context, form)


def aside(application, user) -> dict:
    """What may be put back, and what the last application can lend, for whoever fills in."""
    if not policies.may_edit(application, user):
        return {}
    removed = PolicyRemoval.objects.filter(document__application=application, restored_at=None)
    kept = removed.filter(document__file__destroyed_at=None).select_related("document")
    return {
        "removed": [each for each in kept if each.undo_until >= clock.today()],
        "offered": offered(application),
    }


@page
def reading(request, pk):
    """The checked policies of an application, by standard, for those who survey or assess it."""
    documents = PolicyDocument.objects.visible_to(request.user).filter(application=pk, state__in=CHECKED).current()
    documents = list(documents.for_list())
    if not documents:
        raise Http404
    application = documents[0].application
    context = {"application": application, "rows": coverage(application, documents)}
    return render(request, "applications/policies_reading.html", context)


@page
def detail(request, pk):
    """One document: where it stands, what it covers, what can be done with it."""
    document = get_object_or_404(PolicyDocument.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "document": document,
        "history": document.history.select_related("actor").order_by("-version"),
        "may_replace": may_change(document, request.user),
        "may_remove": policies.may_remove(document, request.user) and not hasattr(document, "replaced_by"),
        "may_destroy": policies.may_judge_policy(document, request.user),
        "older": older_version(document),
        "crumbs": crumbs_to(document, request.user),
    }
    return render(request, "applications/policy_document.html", context)


@form_page
def replace(request, pk):
    """A newer file for the same policies."""
    document = to_change(request, pk)
    form = ReplacePolicyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=f"{ARRIVED} The old file is kept.", tell=False) as done:
            newer = actions.replace(document, by=request.user, file=form.cleaned_data["file"])
        if done:
            return see_other(newer)
        form.add_error("file", done.problems)
    return render_form(request, "applications/policy_replace.html", {"document": document}, form)


@form_page
def cite(request, pk):
    """Say what else is in a document, and on which pages."""
    document = to_change(request, pk)
    form = CitePolicyForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Saved.") as done:
            actions.cite(document, by=request.user, **form.citation())
        if done:
            return see_other(document)
    return render_form(request, "applications/policy_cite.html", {"document": document}, form)


@button
def uncite(request, pk, citation):
    """Take back that a policy is in a document."""
    document = to_change(request, pk)
    with outcome(request, success="Taken out."):
        actions.uncite(get_object_or_404(PolicyCitation, document=document, pk=citation), by=request.user)
    return see_other(document)


def to_change(request, pk):
    document = get_object_or_404(PolicyDocument.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_replace(document, request.user) or document.removal:
        raise Http404
    return document


def may_change(document, user) -> bool:
    """Only the newest version, while it is not taken out."""
    newest = not hasattr(document, "replaced_by") and not document.removal
    return newest and policies.may_replace(document, user)


def crumbs_to(document, user) -> list[tuple[str, str]]:
    """The way back: the step for those who see the application, else the list of what they may read."""
    application = document.application
    if policies.may_read(application, user):
        return [*crumbs(application), (STEP.title, resolve_url("applications:policies", application.pk))]
    return [
        ("Home", resolve_url("web:home")),
        ("Policies", resolve_url("applications:policies-reading", application.pk)),
    ]
