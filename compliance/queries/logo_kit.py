"""The logo kit: the program's mark in every form that a practice needs, and the words that bind its use.

The files stand beside this code and not among the static ones: nobody but a certified practice is handed them.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from .certificate import check_url
from .facts import in_words

FOLDER = Path(__file__).resolve().parent.parent / "logo_kit"
STAMP = (2020, 1, 1, 0, 0, 0)  # of every file in the archive, so that the same kit is the same bytes
WORDS, WHOLE = "words-of-use.txt", "logo-kit.zip"
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain; charset=utf-8", ".zip": "application/zip"}


@dataclass(frozen=True)
class Mark:
    """One look of the mark, as a drawing for any size and as a picture for where drawings are not taken."""

    name: str
    title: str
    use: str

    @property
    def files(self) -> tuple[str, str]:
        return f"mark-{self.name}.svg", f"mark-{self.name}.png"


MARKS = (
    Mark("color", "In color", "On a white or very light ground. The usual one."),
    Mark("black", "In black", "For print in one color."),
    Mark("white", "In white", "On a dark ground."),
)


def rules(certification) -> list[str]:
    """The words of use, one by one. The Logo Use Guidelines that the practice signed say the same at length."""
    return [
        f"Use the mark only while certificate {certification.number} is in force. "
        f"Its term ends on {in_words(certification.expires_on)}; the check page says whether it was ended before.",
        "Use it for the certified sites only, and never so that another site, a person or a product seems certified.",
        "Do not change its proportions, colors or words, and keep a margin of half its height free around it.",
        "Say what it means: certified by the QOPI Certification Program. It does not mean that a result is promised.",
        f"On a website, let it lead to {check_url(certification)}, so that everybody sees the present status.",
        "When the certification ends, take the mark down everywhere on that day and destroy your copies.",
    ]


def words_of_use(certification) -> str:
    demonstration = ["DEMONSTRATION: this practice and its certificate are made up.", ""] * settings.DEMONSTRATION
    heading = f"Mark of the QOPI Certification Program for {certification.practice}, certificate {certification.number}"
    numbered = [f"{place}. {rule}" for place, rule in enumerate(rules(certification), start=1)]
    ask = f"Questions: {settings.PROGRAM_MAILBOX}"
    return "\n".join([*demonstration, heading, "", *numbered, "", ask, ""])


def content(certification, name: str) -> bytes | None:
    """The bytes of one file of the kit; None for a name that is not in it."""
    if name == WORDS:
        return words_of_use(certification).encode()
    if name == WHOLE:
        return archive(certification)
    return (FOLDER / name).read_bytes() if name in drawn() else None


def drawn() -> list[str]:
    return [name for mark in MARKS for name in mark.files]


def archive(certification) -> bytes:
    bytes_written = io.BytesIO()
    with zipfile.ZipFile(bytes_written, "w", zipfile.ZIP_DEFLATED) as kit:
        for name in [*drawn(), WORDS]:
            kit.writestr(zipfile.ZipInfo(name, STAMP), content(certification, name) or b"")
    return bytes_written.getvalue()


def type_of(name: str) -> str:
    return TYPES[Path(name).suffix]
