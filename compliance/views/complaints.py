"""The public form for concerns: confidential, without an account, and without anything that tells people apart."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from compliance.actions import revocations
from compliance.forms.case import ComplaintForm
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page
from qcp.web.rates import within

COMPLAINTS_PER_MINUTE = 3


@login_not_required
@form_page
def complain(request):
    if request.method == "POST" and not within(request, "complaint", per_minute=COMPLAINTS_PER_MINUTE):
        return render(request, "compliance/complaint_later.html", status=429)
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, tell=False) as done:
            revocation = revocations.complain(**form.cleaned_data)
        if done:
            return redirect("compliance:complaint_received", revocation.reference)
        form.add_error(None, done.problems)
    return render_form(request, "compliance/complaint.html", {}, form)


@login_not_required
@page
def received(request, reference):
    """Thanks, and the reference; nothing is looked up, so nothing can be found out here."""
    return render(request, "compliance/complaint_received.html", {"reference": reference[:9]})
