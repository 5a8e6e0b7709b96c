"""The words of letters on paper: what is in force, how it reads with the facts of a real letter, new words."""

import re

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from qcp.access.confidential import closed_to_the_rest
from qcp.documents.models import Letter
from qcp.documents.papers import PAPERS, Paper
from qcp.documents.pdf import as_html
from qcp.notices import editions
from qcp.notices.models import Edition
from qcp.notices.views.wordings import chosen_of, rewriting
from qcp.web.pages import button, form_page, outcome, page

HEADING = re.compile(r"<(/?)h([12])\b")


def fetch(template: str) -> Paper:
    if template not in PAPERS:
        raise Http404
    return PAPERS[template]


@page
def papers(request):
    kinds = {paper.key: paper for paper in PAPERS.values()}
    latest = {each.key: each for each in Edition.objects.filter(key__in=kinds).order_by("number")}
    rows = [(paper, latest.get(key)) for key, paper in kinds.items()]
    outdated = {edition.key for edition in editions.no_longer_fitting(kinds)}
    return render(request, "documents/papers.html", {"rows": rows, "outdated": outdated})


@form_page
def paper(request, template):
    """Read, try with the facts of a real letter, put in force."""
    kind = fetch(template)
    return rewriting(request, kind, "documents/paper.html", lambda texts: seen(request, kind, texts))


@button
def restore(request, template):
    kind = fetch(template)
    with outcome(request, success="The shipped words are in force again."):
        editions.restore_shipped(kind, by=request.user, after=request.POST.get("after", ""))
    return redirect("documents:paper", template)


def seen(request, kind: Paper, texts: dict[str, str]) -> dict:
    """A real letter of this kind in these words, and the others that can be chosen as the example."""
    open_ones = Letter.objects.filter(template=kind.template).exclude(case__recusals__user=request.user)
    open_ones = open_ones.exclude(closed_to_the_rest(request.user))
    examples, example = chosen_of(request, open_ones.order_by("-frozen_at", "pk"))
    if example is None:
        return {"examples": [], "example": None}
    html = as_html(kind.template, {**example.data, "words": texts}, example.title)
    return {"examples": examples, "example": example, "shown": inside(html)}


def inside(html: str) -> str:
    """What is on the paper, below the headings of the page that shows it."""
    body = html.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    lower = HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 2}", body)
    return mark_safe(lower)  # noqa: S308  our own template has escaped every fact and every typed word
