"""Everything about one standard on one page."""

from django.http import Http404
from django.shortcuts import render

from compliance.queries.thread import thread as thread_of
from qcp.web.pages import page

from .reports import report_for


@page
def thread(request, pk, code):
    report = report_for(request, pk)
    row = report.findings.filter(standard__code=code).select_related(
        "standard__edition", "standard__domain", "standard__policy_document"
    )
    finding = row.first()
    if finding is None:
        raise Http404
    context = {"report": report, "thread": thread_of(report, finding.standard, request.user)}
    return render(request, "compliance/thread.html", context)
