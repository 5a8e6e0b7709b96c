"""Marks in a text that point to a patient. People are told where to look; a machine cannot judge what it finds."""

import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pypdf

MARKS = {
    "a Social Security number": re.compile(r"\b(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}\b"),
    "a medical record number": re.compile(r"\b(MRN|medical record (number|no\.?))\s*[:#]?\s*\d{5,}", re.IGNORECASE),
    "a date of birth": re.compile(r"\b(DOB|date of birth)\s*[:#]?\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.IGNORECASE),
}
SECONDS = 6  # of work; what is not read by then is not looked at
PAGES = 200


class TimeIsUp(Exception):
    pass


def concern(pages: Iterable[str]) -> str:
    """A sentence that names what was found and on which pages, or nothing."""
    found: dict[str, list[str]] = {}
    for number, words in enumerate(pages, start=1):
        for mark, pattern in MARKS.items():
            if pattern.search(words):
                found.setdefault(mark, []).append(str(number))
    places = [f"{mark} (page {', '.join(numbers[:5])})" for mark, numbers in found.items()]
    return f"It may name a patient: there seems to be {' and '.join(places)}." if places else ""


def pages_of_pdf(path: str) -> Iterator[str]:
    """The words of each page, as far as they can be read in a few seconds; a picture of a page has none."""
    try:
        with limited():
            for page in pypdf.PdfReader(path).pages[:PAGES]:
                yield page.extract_text()
    except Exception:  # noqa: BLE001  whether the file is sound is decided elsewhere
        return


@contextmanager
def limited():
    def ring(*given):
        raise TimeIsUp

    signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
