"""The surveyor's papers: the whole sheet to print and fill in by hand."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from qcp.documents.downloads import SEALED
from qcp.documents.pdf import render_pdf
from qcp.web.pages import page

from ..queries.paper import blank_sheet
from .surveyor import own_survey


@page
def on_paper(request, pk):
    """The survey on paper: everything that is known already, and room for the rest."""
    survey = own_survey(request, pk)
    if not survey.is_dated:
        return redirect(survey)
    pdf = render_pdf("survey-worksheet", blank_sheet(survey), f"Survey worksheet {survey.reference}")
    name = f"worksheet-{slugify(survey.reference)}.pdf"
    headers = {**SEALED, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
