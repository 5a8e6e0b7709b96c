"""Pages around policy documents: reading, what changed, taking out, carrying over, and the look before paying."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from applications import policies
from applications.actions import passports, policy_removals
from applications.forms.policies import CarryOverForm
from applications.models import PolicyDocument, PolicyRemoval
from applications.queries import preflight as preflights
from applications.queries.passports import offered, older_version
from qcp.documents import reading as pages
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome, page

from .fetching import crumbs, see_other, visible_application
from .policies import ARRIVED, STEP, crumbs_to


def visible_document(request, pk) -> PolicyDocument:
    return get_object_or_404(PolicyDocument.objects.visible_to(request.user).for_list(), pk=pk)


@page
def preflight(request, pk):
    """Before the fee is paid: what the office would send back."""
    application = visible_application(request, pk)
    groups = preflights.remarks(application)
    context = {"application": application, "groups": groups, "crumbs": crumbs(application)}
    context["count"] = sum(len(found) for _, found in groups)
    return render(request, "applications/preflight.html", context)


@page
def read(request, pk):
    """Left what it is cited for, right its pages."""
    document = visible_document(request, pk)
    if not document.file.is_clean:
        raise Http404
    around = pages.pages_around(document.file, request.GET.get("page"))
    context = {"document": document, "stored": document.file, "crumbs": crumbs_to(document, request.user), **around}
    return render(request, "applications/policy_read.html", context)


@page
def changes(request, pk):
    """What a newer version says differently, in its words."""
    document = visible_document(request, pk)
    older = older_version(document)
    if older is None or not (document.file.is_clean and older.file.is_clean):
        raise Http404
    context = {"document": document, "older": older, "crumbs": crumbs_to(document, request.user)}
    context["readable"] = bool(document.file.text_file and older.file.text_file)
    context["changes"] = pages.differences(older.file, document.file) if context["readable"] else []
    return render(request, "applications/policy_changes.html", context)


@form_page
def remove(request, pk):
    """Asks first; afterwards it can be put back for thirty days."""
    document = visible_document(request, pk)
    if not policies.may_remove(document, request.user) or document.removal:
        raise Http404
    if request.method == "POST":
        with outcome(request, success="Taken out. You can put it back for 30 days.") as done:
            policy_removals.remove(document, by=request.user)
        return see_other("applications:policies", document.application_id) if done else see_other(document)
    return render(request, "applications/policy_remove.html", {"document": document})


@button
def restore(request, pk):
    """Put back what was taken out."""
    document = visible_document(request, pk)
    removal = get_object_or_404(PolicyRemoval, document=document, restored_at=None)
    if not policies.may_remove(document, request.user):
        raise Http404
    with outcome(request, success="Put back. It counts again for what it covers."):
        policy_removals.restore(removal, by=request.user)
    return see_other("applications:policies", document.application_id)


@form_page
def from_before(request, pk, source):
    """A policy of the last application: still valid, or a newer text in its place."""
    application = visible_application(request, pk)
    on_offer = next((each for each in offered(application) if each.pk == source), None)
    if on_offer is None or not policies.may_edit(application, request.user):
        raise Http404
    form = CarryOverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=ARRIVED, tell=False) as done:
            passports.carry_over(application, on_offer, by=request.user, file=form.newer())
        if done:
            return see_other("applications:policies", pk)
        form.add_error(None, done.problems)
    context = {"application": application, "source": on_offer, "step": STEP, "crumbs": crumbs(application)}
    return render_form(request, "applications/policy_from_before.html", context, form)
