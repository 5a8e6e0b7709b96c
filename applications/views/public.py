"""Before anybody signs in: what an application asks for, to read and to print."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from applications.questions import CURRENT, topics_of
from applications.steps import STEPS
from qcp.web.pages import page


@login_not_required
@page
def what_you_need(request):
    return render(request, "applications/what_you_need.html", {"steps": STEPS})


@login_not_required
@page
def blank_form(request):
    """Every question on paper, to collect the answers first."""
    steps = [(step, topics_of(CURRENT, step.slug)) for step in STEPS]
    return render(request, "applications/blank_form.html", {"steps": steps})
