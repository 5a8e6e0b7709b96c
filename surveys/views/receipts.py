"""Receipts that the surveyor can show: every change that the portal took in."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.text import slugify

from qcp.web.pages import page
from qcp.web.sheets import streamed_csv

from ..queries import receipts as queries
from .surveyor import own_survey

PAGE = 100


@page
def receipts(request, pk):
    """The list, the latest first."""
    survey = own_survey(request, pk)
    shown = Paginator(queries.received(survey), PAGE).get_page(request.GET.get("page"))
    lines = [(line, queries.field_name(line.field), queries.sender(line.device)) for line in shown]
    context = {"survey": survey, "shown": shown, "lines": lines, **queries.summary(survey)}
    return render(request, "surveys/receipts.html", context)


@page
def as_table(request, pk):
    """The same to take along. What was written is not in it."""
    survey = own_survey(request, pk)
    rows = (queries.row(line) for line in queries.received(survey).iterator(chunk_size=500))
    return streamed_csv(f"receipts-{slugify(survey.reference)}", queries.HEAD, rows)
