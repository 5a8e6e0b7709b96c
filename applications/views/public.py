"""Before anybody signs in: what an application asks for, to read and to print."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from applications.questions import CURRENT, topics_of
from applications.steps import STEPS
from qcp.documents.downloads import SEALED
from qcp.documents.pdf import render_pdf
from qcp.web.pages import page


@login_not_required
@page
def what_you_need(request):
    return render(request, "applications/what_you_need.html", {"steps": STEPS})


@login_not_required
@page
def blank_form(request):
    """Every question on paper, to collect the answers first."""
    return render(request, "applications/blank_form.html", {"steps": blank_steps()})


@login_not_required
@page
def blank_form_pdf(request):
    """The same as a PDF, made once for each version of the questions."""
    named = {"Content-Disposition": f'attachment; filename="qcp-application-form-{CURRENT}.pdf"'}
    return HttpResponse(blank_pdf(CURRENT), content_type="application/pdf", headers=SEALED | named)


@cache
def blank_pdf(version: str) -> bytes:
    return render_pdf("blank-form", {"steps": blank_steps(), "version": version}, "Blank application form")


def blank_steps() -> list:
    return [(step, topics_of(CURRENT, step.slug), INSTEAD.get(step.slug, "")) for step in STEPS]


INSTEAD = {  # what a step without questions asks for
    "agreements": "Five texts to read and sign in the portal, by a person who may sign for the practice.",
    "payment": "The fee is invoiced in the portal.",
    "policies": "The written policies are handed in as files. They must name no patient.",
}
