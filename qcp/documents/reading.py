"""What the reading page shows of a file: a stretch of its pages, each with its words."""

import difflib
import json
import re

from .models import StoredFile

STRETCH = 20  # pages at a time
CONTEXT = 1


def words_of(stored: StoredFile) -> list[str]:
    """The words, page by page; none before they were read, or when there are none."""
    if not stored.text_file:
        return []
    with stored.text_file.open("rb") as kept:
        return json.loads(kept.read())


def pages_around(stored: StoredFile, asked: str | None) -> dict:
    """The stretch of pages in which the page asked for lies. Anything that is no page means the first."""
    last = stored.pages or 1
    wanted = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    wanted = min(max(wanted, 1), last)
    first = (wanted - 1) // STRETCH * STRETCH + 1
    words = words_of(stored)
    images = {image.number: image for image in stored.page_images.filter(number__range=(first, first + STRETCH - 1))}
    shown = sorted({*images, *range(first, min(first + STRETCH, len(words) + 1))})
    rows = [(n, images.get(n), words[n - 1] if n <= len(words) else "") for n in shown]
    return {
        "pages": [{"number": n, "image": image, "words": text} for n, image, text in rows],
        "wanted": wanted,
        "first": first,
        "last": last,
        "stretches": list(range(1, last + 1, STRETCH)) if last > STRETCH else [],
        "pictured": stored.previewed_at is not None,
    }


def lines_of(pages: list[str]) -> list[str]:
    """Sentences rather than lines: how a text is broken says nothing about what it says."""
    text = " ".join(" ".join(pages).split())
    return [sentence for sentence in re.split(r"(?<=[.;:?!])\s+", text) if sentence]


def differences(older: StoredFile, newer: StoredFile) -> list[tuple[str, str]]:
    """What the newer says differently: ('out', words) and ('in', words), with ('same', ...) beside them."""
    before, after = lines_of(words_of(older)), lines_of(words_of(newer))
    found: list[tuple[str, str]] = []
    for group in difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        for tag, i, j, k, m in group:
            if tag == "equal":
                found += [("same", line) for line in before[i:j]]
            else:
                found += [("out", line) for line in before[i:j]] + [("in", line) for line in after[k:m]]
    return found
