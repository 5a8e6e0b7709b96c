"""The kinds of file that the program takes, and where. What a file is decides its content, never its name."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
LABEL_LENGTH = 150


@dataclass(frozen=True)
class Kind:
    """One kind of file: what people call it, how it is served, how its name may end."""

    name: str
    content_type: str
    suffixes: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", (".pdf",))
DOCX = Kind("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
PNG = Kind("PNG picture", "image/png", (".png",))
JPEG = Kind("JPEG picture", "image/jpeg", (".jpg", ".jpeg"))
CSV = Kind("CSV table", "text/csv", (".csv",))

DOCUMENTS = (PDF, DOCX, PNG, JPEG)
BY_TYPE = {kind.content_type: kind for kind in (*DOCUMENTS, CSV)}

# purpose of an upload -> kinds it takes; a purpose without a row takes documents
TAKES: dict[str, tuple[Kind, ...]] = {
    "photo": (PNG, JPEG),
    "scores": (*DOCUMENTS, CSV),
    "qopi-report": (*DOCUMENTS, CSV),
}


def taken_for(purpose: str) -> tuple[Kind, ...]:
    return TAKES.get(purpose, DOCUMENTS)


def in_words(kinds: tuple[Kind, ...]) -> str:
    """'PDF, Word document (.docx), PNG or JPEG picture', for sentences and hints."""
    names = {PDF: "PDF", DOCX: "Word (.docx)", PNG: "PNG", JPEG: "JPEG", CSV: "CSV"}
    *first, last = [names[kind] for kind in kinds]
    return f"{', '.join(first)} or {last}" if first else last
