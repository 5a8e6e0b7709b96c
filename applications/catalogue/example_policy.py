"""A file of policies as a practice might hand it in: for the demonstration and for rehearsals."""

from functools import cache

from django.core.files.base import ContentFile

from qcp.documents.pdf import render_pdf

TITLE = "Policies of the infusion center"
WORDS = {
    "date": "Adopted by the medical director, reviewed every year",
    "paragraphs": [
        "Two qualified people verify each dose before preparation, after preparation and at the chair.",
        "Each person who orders, prepares or gives treatment shows every year that the skills are still there.",
        "This is an example: it describes no real practice and names no patient.",
    ],
    "demonstration": True,
}


@cache
def content() -> bytes:
    return render_pdf("letter", WORDS, TITLE)


def example_policy() -> ContentFile:
    """A fresh file object each time, with the same bytes."""
    return ContentFile(content(), name="policies.pdf")
