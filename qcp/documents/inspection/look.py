"""First what a file is, by its content; then, kind by kind, whether it is sound."""

import zipfile
from pathlib import Path

import magic

from . import dates, docx, kinds, patients, pdf, picture, table, words
from .finding import Finding, Unfit

SOUND = {
    kinds.PDF: pdf.check,
    kinds.DOCX: docx.check,
    kinds.PNG: picture.check,
    kinds.JPEG: picture.check,
    kinds.CSV: table.check,
}

# An ending that computers run, hidden before the last one ('plan.exe.pdf').
RISKY = {".exe", ".scr", ".bat", ".cmd", ".js", ".vbs", ".hta", ".jar", ".ps1", ".html", ".htm", ".svg", ".php"}


def at(path: str, endings: list[str], allowed: list[str]) -> Finding:
    takes = tuple(kinds.BY_TYPE[content_type] for content_type in allowed)
    content = Path(path).read_bytes()
    found = kind_of(path, content, endings)
    try:
        kind = agreed(found, endings, takes)
        alone(kind, path, content)
        SOUND[kind](path, content)
    except Unfit as no:
        return Finding(content_type=found.content_type if found else "", problem=str(no))
    pages = words.pages_of(kind, path)
    return Finding(
        content_type=kind.content_type,
        marks=patients.marks(pages),
        pages=len(pages) if kind in (kinds.PDF, kinds.DOCX) else None,
        characters=sum(len("".join(page.split())) for page in pages) if kind in (kinds.PDF, kinds.DOCX) else None,
        dated_on=dates.latest(pages),
    )


def kind_of(path: str, content: bytes, endings: list[str]) -> kinds.Kind | None:
    """By content alone; only plain text needs its ending to be called a table."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return kinds.PDF
    found = kinds.BY_TYPE.get(magic.from_buffer(content[:65536], mime=True))
    if content.startswith(b"PK") and zipfile.is_zipfile(path):
        return kinds.DOCX if docx.looks_like_one(path) else None
    if found is None and endings[-1:] == [".csv"]:
        return kinds.CSV if table.looks_like_one(content) else None
    return found


def agreed(kind: kinds.Kind | None, endings: list[str], takes: tuple[kinds.Kind, ...]) -> kinds.Kind:
    """The content is something that is taken here, and the name does not say otherwise."""
    if kind is None or kind not in takes:
        found = f"It is a {kind.name}, which is" if kind else "What it holds is"
        raise Unfit(
            f"{found} not of a type taken here. Save your document as {kinds.in_words(takes)} and choose that file."
        )
    if endings and endings[-1] not in kind.suffixes:
        raise Unfit(f"Its name ends in {endings[-1]}, but it is a {kind.name}. Save it again under a name that fits.")
    if len(endings) > 1 and endings[0] in RISKY:
        raise Unfit(f"Its name hides a second ending ({endings[0]}). Rename it so that it ends in {endings[-1]} only.")
    return kind


MARKUP = (b"<html", b"<!doctype html", b"<script", b"<?php", b"<iframe", b"<body")
TWO_THINGS = "It is two kinds of file in one, which is unsafe to open. Save it anew from the program that made it."


def alone(kind: kinds.Kind, path: str, content: bytes) -> None:
    """Not at the same time an archive or a web page, as files that carry something hidden are."""
    if kind is kinds.DOCX:
        return
    if zipfile.is_zipfile(path):
        raise Unfit(TWO_THINGS)
    # In a PDF markup may be quoted inside; before its start and after its end there is no reason for it.
    outside = content if kind is not kinds.PDF else content[:1024] + content[content.rfind(b"%%EOF") :]
    if any(mark in outside.lower() for mark in MARKUP):
        raise Unfit(TWO_THINGS)
