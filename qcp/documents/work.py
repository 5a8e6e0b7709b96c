"""A page of work in two panes: what is claimed, item by item, and the pages of what is cited for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.shortcuts import render

from . import reading
from .models import StoredFile


@dataclass(frozen=True)
class Paper:
    """A file cited for a claim; `pages` as the practice wrote them ('3-5, 9'), empty for the whole document."""

    file: StoredFile
    pages: str = ""
    first_page: int | None = None
    shows: str = ""

    @property
    def address(self) -> str:
        """The same page of work, with this paper in the right pane at the page that is cited."""
        page = self.first_page or 1
        return f"?{urlencode({'paper': self.file.pk, 'page': page})}#page-{page}"

    @property
    def can_be_read(self) -> bool:
        return self.file.is_clean

    @property
    def state(self) -> str:
        """Why it cannot be read here; empty when it can."""
        if self.can_be_read:
            return ""
        return self.file.get_verdict_display() if self.file.verdict else "Still being checked"


@dataclass(frozen=True)
class Claim:
    """One thing that the practice says: questions with answers, and what it cites for them."""

    title: str
    state: str = ""
    asks: str = ""  # what the standard or the program asks for
    said: list[tuple[str, str]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    news: str = ""  # what changed, and since when
    record: object = None  # whose buttons stand with it
    url: str = ""  # where more is to be done about it
    url_says: str = ""


@dataclass(frozen=True)
class Section:
    """Claims that belong together, under a heading."""

    title: str
    claims: list[Claim]
    note: str = ""


def papers_of(sections: list[Section]) -> Iterator[Paper]:
    for section in sections:
        for claim in section.claims:
            yield from claim.papers


def chosen(sections: list[Section], asked: str | None) -> Paper | None:
    """The paper that the address names, if it is one of these; else the first that can be read."""
    readable = [paper for paper in papers_of(sections) if paper.can_be_read]
    return next((paper for paper in readable if str(paper.file.pk) == asked), next(iter(readable), None))


def work_page(request, record, sections: list[Section], **more):
    """Only papers that the claims cite are ever shown; who may see the record was asked before.

    more: `crumbs`; `ways` to other pages about it; `acts` that are no moves, as buttons beside the moves.
    """
    paper = chosen(sections, request.GET.get("paper"))
    context = {
        "record": record,
        "sections": sections,
        "paper": paper,
        "here": request.get_full_path(),
        "acts": [],
        **more,
    }
    if paper:
        page = request.GET.get("page") or str(paper.first_page or 1)
        context |= {"stored": paper.file, "jump": urlencode({"paper": paper.file.pk}) + "&"}
        context |= reading.pages_around(paper.file, page)
    return render(request, "documents/work.html", context)
