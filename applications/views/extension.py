"""More time: what an extension needs, costs and changes, before it is asked for; the request; taking it back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from applications import extending, policies
from applications.actions import extension as actions
from applications.actions import invoices
from applications.forms.extension import AskForm, RecordForm
from applications.grounds import GROUNDS
from applications.models import Extension
from applications.queries import extension_claims
from applications.queries.extensions import told
from applications.states import ExtensionState, InvoiceKind
from qcp import clock
from qcp.documents.views.evidence import attach_to
from qcp.documents.work import work_page
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import Refused

from .fetching import crumbs, see_other, visible_application

SHOWS = "Show what happened and when: a notice of the authority, a report, a picture of the damage."


@form_page
def extension(request, pk):
    """Everything that is known before asking; then the request."""
    application = visible_application(request, pk)
    may_ask = policies.may_request_extension(application, request.user)
    problems = extending.problems(application, clock.today())
    form = AskForm(request.POST or None, application=application) if may_ask and not problems else None
    refused = []
    if request.method == "POST" and form and form.is_valid():
        with outcome(request, success="Your request is on its way to the program's manager.", tell=False) as result:
            actions.request(application, by=request.user, **form.inputs())
        if result:
            return see_other("applications:extension", pk)
        refused = result.problems
    elif request.method == "POST" and not may_ask:
        raise Http404
    context = {"problems": problems, "refused": refused, "may_ask": may_ask, **consequences(application, request.user)}
    return render_form(request, "applications/extension.html", context, form)


@form_page
def received(request, pk):
    """Staff record a request that came by letter or mail."""
    application = visible_application(request, pk)
    if not policies.may_record_extension(application, request.user):
        raise Http404
    form, refused = RecordForm(request.POST or None, application=application), []
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The request is recorded; the manager decides.", tell=False) as result:
            actions.record(application, by=request.user, **form.inputs())
        if result:
            return see_other("applications:extension", pk)
        refused = result.problems
    context = {"application": application, "crumbs": crumbs(application), "refused": refused}
    return render_form(request, "applications/extension_received.html", context, form)


@form_page
def withdraw(request, pk):
    """What a withdrawal costs and may end, before it is made."""
    extension = get_object_or_404(Extension.objects.visible_to(request.user).for_list(), pk=pk)
    application = extension.application
    if not policies.may_withdraw_extension(extension, request.user):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The request was withdrawn."):
            actions.withdraw(extension, by=request.user)
        return see_other("applications:extension", application.pk)
    context = {"extension": extension, "final": extending.final_deadline(application), "crumbs": crumbs(application)}
    return render(request, "applications/extension_withdraw.html", context)


@page
def work(request, pk):
    """The request beside its evidence and the dates that it would move, with the manager's buttons."""
    extension = get_object_or_404(Extension.objects.visible_to(request.user).for_list(), pk=pk)
    ways = [
        ("On the staff desk", reverse("admin:applications_extension_change", args=[pk])),
        ("What the practice sees", extension.get_absolute_url()),
    ]
    context = {"crumbs": crumbs(extension.application), "ways": ways}
    return work_page(request, extension, extension_claims.sections(extension), **context)


@form_page
def attach(request, pk):
    """Files that show what happened, until the request is decided."""
    extension = get_object_or_404(Extension.objects.visible_to(request.user).for_list(), pk=pk)
    return attach_to(request, extension, may=policies.may_add_extension_evidence, shows=SHOWS)


def consequences(application, user) -> dict:
    """What the page shows: the earlier requests, the price, and every date as it is and as it could become."""
    final, requests = extending.final_deadline(application), told(application)
    undecided = next((each.extension for each in requests if each.extension.state == ExtensionState.REQUESTED), None)
    return {
        "application": application,
        "crumbs": crumbs(application),
        "final": final,
        "opens_on": extending.window_opens_on(final.due_on) if final else None,
        "most": extending.days_open(application),
        "moved": extending.moved_by(application, extending.days_open(application)),
        "fee": fee(application),
        "grounds": GROUNDS,
        "requests": requests,
        "undecided": undecided,
        "may_add": bool(undecided) and policies.may_add_extension_evidence(undecided, user),
        "offers": moves_for(undecided, user) if undecided else [],
    }


def fee(application):
    """What the request costs by today's schedule; None while no schedule is in force."""
    try:
        return invoices.quote_for(application, InvoiceKind.EXTENSION)
    except Refused:
        return None
