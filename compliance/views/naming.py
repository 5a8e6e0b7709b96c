"""Who is named on a confidential case: the same pages for appeals and revocations."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from compliance import policies
from compliance.actions import naming
from compliance.forms.naming import NameForm
from compliance.models import Appeal, Revocation
from compliance.queries.earlier_part import candidates
from qcp.accounts.models import User
from qcp.web.acting import visible
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

CASES = {"appeals": Appeal, "cases": Revocation}


def case_for(request, kind, pk, policy=None):
    return visible(request, CASES[kind], pk, policy)


@form_page
def people(request, pk, kind):
    """Everybody named, what they answered, and a way to name more."""
    record = case_for(request, kind, pk, policies.may_run_case)
    form = NameForm(request.POST or None, people=candidates(record))
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="They are asked about conflicts of interest.") as done:
            naming.name_someone(record, by=request.user, user=form.cleaned_data["person"])
        if done:
            return redirect(f"compliance:{kind}_people", pk)
    named = record.case.named.select_related("user")
    context = {"record": record, "named": named, "kind": kind}
    return render_form(request, "compliance/named_people.html", context, form)


@button
def take_off(request, pk, person, kind):
    record = case_for(request, kind, pk, policies.may_run_case)
    user = get_object_or_404(User, pk=person, named_on__case=record.case_id, named_on__ended_at=None)
    with outcome(request, success=f"{user} is no longer named."):
        naming.take_off(record, by=request.user, user=user)
    return redirect(f"compliance:{kind}_people", pk)


@form_page
def step_off(request, pk, kind):
    """A conflict learned of later: asked once more, never why."""
    record = case_for(request, kind, pk)
    if not (policies.may_run_case(record, request.user) or policies.may_sit(record, request.user)):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The case is closed to you now. Thank you."):
            naming.step_off(record, by=request.user)
        return redirect("web:home")
    return render(request, "compliance/step_off.html", {"record": record})
