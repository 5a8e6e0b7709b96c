"""The surveyor's papers: worksheets of charts and tracers, and the whole sheet to print and fill in by hand."""

import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from qcp.documents.downloads import SEALED
from qcp.documents.pdf import render_pdf
from qcp.web.pages import page

from .. import marks, policies
from ..queries import charts as queries
from ..queries import tablet
from ..queries.paper import blank_sheet
from ..queries.sheet import Sheet
from .surveyor import MODULES, own_survey

TITLES = {"chart": "Chart worksheet", "tracer": "Tracer worksheet"}


@page
def charts(request, pk, visit, kind):
    """Chart after chart, or tracer after tracer: what each shows of every standard that it can show."""
    survey = own_survey(request, pk)
    if not policies.may_record(survey, request.user):
        return redirect("surveys:field", pk)
    sheet = Sheet(survey, visit=str(visit), blank=request.headers.get("X-Field-Sheet") == "blank")
    if kind not in marks.KINDS or sheet.visit is None or sheet.visit.pk != visit:
        raise Http404
    context = {
        "title": TITLES[kind],
        "survey": survey,
        "sheet": sheet,
        "numbered": queries.worksheet(sheet.here, kind),
        "worksheets": [(TITLES[each], queries.address(sheet.visit, each), each == kind) for each in marks.KINDS],
        "modules": MODULES,
        "form_version": tablet.FORM,
        "told": tablet.sheet_of(sheet.findings),
        "keeps": settings.FIELD_OFFLINE,
        "pages": json.dumps(queries.addresses(sheet.visits)),
        "onward": f"{reverse('surveys:field', args=[pk])}?visit={visit}",
    }
    return render(request, "surveys/charts.html", context)


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
