"""What the findings page tells its script: the rules, and which findings there are, so that it can count by itself."""

from django.urls import reverse

from .. import gaps
from ..states import OPEN_RATINGS

FORM = 1  # of the page and of what it sends; an older page is understood as long as it may wait on a tablet
SHORT = 12  # signs of an id that tell findings apart


def sheet_of(findings) -> dict:
    """visit -> domain -> the findings, by the beginning of their ids."""
    places: dict[str, dict[str, list[str]]] = {}
    for each in findings:
        site = places.setdefault(str(each.visit_id), {})
        site.setdefault(each.standard.domain.number, []).append(str(each.pk)[:SHORT])
    return {"rules": gaps.as_table(), "open": OPEN_RATINGS, "findings": places}


def papers(survey, cited) -> list[str]:
    """The pages of the written policies that a tablet keeps."""
    return list(dict.fromkeys(paper_page(survey, each) for each in cited))


def paper_page(survey, citation) -> str:
    """Where a cited policy is read, also without a network."""
    address = reverse("surveys:paper", args=[survey.pk, citation.document_id])
    return f"{address}?page={citation.first_page}" if citation.first_page else address
