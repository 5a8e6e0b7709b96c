"""The look before paying: what the office would send back, said while it costs nothing, each with the way to it."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from applications.gaps.policies import coverage
from applications.states import PolicyState
from qcp import clock
from qcp.deadlines.lengths import add_years


@dataclass(frozen=True)
class Remark:
    """One thing to look at, and where."""

    text: str
    url: str
    link: str


def remarks(application) -> list[tuple[str, list[Remark]]]:
    """Everything worth a look, under a heading each; a heading with nothing under it says that all is well."""
    documents = list(application.policy_documents.current().for_list())
    rows = coverage(application, [each for each in documents if each.stands])
    return [
        ("Missing evidence", missing(application, rows)),
        ("May name a patient", [held(each) for each in documents if each.file.is_held]),
        ("Scans without words", [scan(each) for each in documents if each.stands and each.file.is_scan]),
        ("Old or without a date", list(filter(None, (age(each) for each in documents if each.stands)))),
        ("Refused, returned or waiting", list(filter(None, map(waiting, documents)))),
        ("Pages that do not fit", [remark for each in documents if each.stands for remark in beyond(each)]),
    ]


def missing(application, rows) -> list[Remark]:
    url = reverse("applications:policies", args=[application.pk]) + "#checklist"
    return [
        Remark(
            f"Standard {standard.code} asks for “{row.policy_type}”{' at ' + ', '.join(places) if places else ''}.",
            url,
            "Hand it in",
        )
        for row in rows
        for standard, places in row.missing
    ]


def about(document, text: str, link: str = "Open it") -> Remark:
    return Remark(f"“{document}” {text}", document.get_absolute_url(), link)


def held(document) -> Remark:
    url = reverse("documents:second-look", args=[document.file_id])
    return Remark(f"“{document}” may name a patient, and nobody can open it.", url, "Say whether it does")


def scan(document) -> Remark:
    pages = document.file.pages
    holds = "its page holds" if pages == 1 else f"its {pages} pages hold"
    return about(document, f"is a scan: {holds} no words. Hand in the text itself if you can.")


def age(document) -> Remark | None:
    """A policy is looked at again at least every few years, and says when."""
    file, years = document.file, settings.POLICY_YEARS
    if not file.is_clean or not file.characters:
        return None
    if file.dated_on is None:
        return about(document, "gives no day on which it was approved or reviewed.")
    if add_years(file.dated_on, years) < clock.today():
        day = f"{file.dated_on.day} {file.dated_on:%b %Y}"
        return about(document, f"gives {day} as its latest day, which is more than {years} years ago.")
    return None


def waiting(document) -> Remark | None:
    words = {
        PolicyState.REJECTED: "was refused by the check.",
        PolicyState.RETURNED: "was returned by the program office.",
    }
    if document.state in words:
        return about(document, words[document.state], "Replace it")
    if document.state == PolicyState.QUARANTINED and not document.file.is_held:
        return about(document, "is still being checked. This takes a minute or two.")
    return None


def beyond(document) -> list[Remark]:
    """Citations of pages that the file does not have; and a file from which nothing is cited."""
    citations = list(document.citations.all())
    if not citations:
        return [about(document, "covers nothing yet: nothing is cited from it.", "Say what it covers")]
    last = document.file.pages
    wrong = [c for c in citations if last and any(int(n) > last for n in re.findall(r"\d+", c.pages))]
    return [about(document, f"is cited on page {c.pages}, but has {last}.", "Correct the pages") for c in wrong]
