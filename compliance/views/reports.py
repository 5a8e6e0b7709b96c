"""The report as its readers see it: page, PDF and spreadsheet from the same facts."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance import spreadsheet
from compliance.actions.drafting import requirements
from compliance.models import ActionPlan, Report
from compliance.queries import pictures
from compliance.queries.facts import facts
from compliance.states import PUBLISHED
from qcp.documents.letters import pdf_response
from qcp.documents.models import Letter
from qcp.web.pages import page

from .plans import clocks


def report_for(request, pk):
    return get_object_or_404(Report.objects.visible_to(request.user).for_list(), pk=pk)


@page
def report(request, pk):
    report = report_for(request, pk)
    seen = report.snapshot if report.is_published else facts(report, requirements(report))
    unmet_only = request.GET.get("show") == "unmet"
    plan = ActionPlan.objects.filter(report=report).first()
    context = {
        "report": report,
        "domains": pictures.by_domain(seen),
        "grid": pictures.risk_grid(seen),
        "clocks": clocks(plan) if plan else [],
        "facts": seen,
        "rows": unmet_rows(seen) if unmet_only else seen["rows"],
        "unmet_only": unmet_only,
        "plan": plan,
    }
    return render(request, "compliance/report.html", context)


def unmet_rows(seen: dict) -> list[dict]:
    """The standards with at least one site where they are not or only partly met."""
    unmet = {"partially_met", "not_met"}
    return [row for row in seen["rows"] if unmet & {cell["rating"] for cell in row["cells"]}]


def issued_report(request, pk):
    return get_object_or_404(Report.objects.visible_to(request.user).filter(state__in=PUBLISHED), pk=pk)


@page
def report_pdf(request, pk):
    letter = Letter.objects.of(issued_report(request, pk)).last()
    if letter is None:
        raise Http404
    return pdf_response(letter)


@page
def report_sheet(request, pk):
    report = issued_report(request, pk)
    response = HttpResponse(spreadsheet.workbook_of(report.snapshot), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{report.number}.xlsx"'
    return response
