"""Files that practices hand in: small, real PDFs, each one different."""

from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from pypdf import PdfWriter

from qcp.documents import checks
from qcp.documents.models import StoredFile


@cache
def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=612, height=792)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def paper(name: str) -> ContentFile:
    """A one-page PDF under that name; the name also makes its bytes its own."""
    return ContentFile(blank() + f"\n% {name}\n".encode(), name=f"{name}.pdf")


def pass_the_check(record, *, refused: str = "") -> None:
    """Every file of the record that waits for its check gets the verdict, through the check's own door."""
    for stored in StoredFile.objects.of(record).filter(verdict=""):
        checks.record(stored, reason=refused, content_type="application/pdf")
