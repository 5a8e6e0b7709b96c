"""The words of a file that was checked, page by page; a picture of a page has none."""

import ctypes
from collections.abc import Iterator

import pypdfium2

from . import docx, kinds


def pages_of(kind: kinds.Kind, path: str) -> list[str]:
    if kind is kinds.PDF:
        return list(pages_of_pdf(path))
    if kind is kinds.DOCX:
        return [docx.words(path)]
    if kind is kinds.CSV:
        with open(path, encoding="utf-8-sig") as table:
            return [table.read()]
    return []


def pages_of_pdf(path: str) -> Iterator[str]:
    """A page that cannot be read has no words; whether the file is sound is decided elsewhere."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return
    with document:
        for number in range(len(document)):
            try:
                page = document[number]
                words = page.get_textpage()
                yield words.get_text_bounded()
                words.close()
                page.close()
            except (pypdfium2.PdfiumError, ctypes.ArgumentError, UnicodeError):
                yield ""
