"""The office's own words for a kind of letter: written as a new edition, refused in sentences, never executed."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db import IntegrityError, transaction

from qcp.workflow.refusals import NotReady, OutOfDate

from .models import Edition
from .wording import BLANK, Wording

logger = logging.getLogger(__name__)
LONGEST = 10_000
MEANWHILE = "Somebody has changed these words meanwhile. Open the page again to see theirs."


class Stretches(Protocol):
    """The shipped words of a letter: stretches of text, each with the blanks that can stand in it."""

    @property
    def wordings(self) -> list[Wording]: ...

    @property
    def texts(self) -> dict[str, str]: ...

    def allowed(self, path: str) -> list[str]: ...


class Kind(Protocol):
    """A kind of letter, by mail or on paper."""

    @property
    def key(self) -> str: ...

    @property
    def words(self) -> Stretches: ...


@dataclass(frozen=True)
class InForce:
    """The words that a letter of one kind gets now, and the number of the edition they come from (0: as shipped)."""

    texts: dict[str, str]
    number: int = 0


def in_force(kind: Kind) -> InForce:
    """The latest edition, unless it is empty or asks for a blank that this version of the portal no longer fills."""
    edition = Edition.objects.in_force(kind.key)
    words = kind.words
    if edition is None or not edition.texts:
        return InForce(words.texts)
    if misfits(words, edition.texts):
        logger.warning("%s does not fit the portal any more; the shipped words are used.", edition)
        return InForce(words.texts)
    return InForce(edition.texts, edition.number)


def latest_number(kind: Kind) -> int:
    edition = Edition.objects.in_force(kind.key)
    return edition.number if edition else 0


def no_longer_fitting(kinds: Mapping[str, Kind]) -> list[Edition]:
    """Editions of these kinds that an upgrade of the portal has put out of use, for the office to write anew."""
    latest: dict[str, Edition] = {}
    for edition in Edition.objects.order_by("number"):
        latest[edition.key] = edition
    known = [each for each in latest.values() if each.texts and each.key in kinds]
    return [each for each in known if misfits(kinds[each.key].words, each.texts)]


def misfits(words: Stretches, texts: dict[str, str]) -> bool:
    return texts.keys() != words.texts.keys() or bool(problems(words, texts))


def problems(words: Stretches, texts: dict[str, str]) -> list[tuple[str, str]]:
    """What is wrong with these texts: path and sentence."""
    found = []
    for wording in words.wordings:
        text = texts.get(wording.path, "")
        known = words.allowed(wording.path)
        strange = [name for name in BLANK.findall(text) if name not in known]
        found += [(wording.path, f"There is no blank [{name}] here. You can use: {listed(known)}.") for name in strange]
        if "{{" in text or "{%" in text:
            found.append((wording.path, "Write a blank in square brackets; curly brackets would be printed as typed."))
        if "/" not in wording.path and not text.strip():
            found.append((wording.path, "Write some words: a letter cannot be empty."))
        if wording.path.startswith("subject") and "\n" in text.strip():
            found.append((wording.path, "Keep the subject on one line."))
        if len(text) > LONGEST:
            found.append((wording.path, f"Keep it under {LONGEST:,} characters."))
    return found


def listed(names: list[str]) -> str:
    return ", ".join(f"[{name}]" for name in names)


def rewrite(kind: Kind, texts: dict[str, str], *, by, note: str, after: int) -> Edition:
    """Put new words in force for every letter of this kind written from now on. Letters already written stay.

    after: the number of the edition that the writer had in front of them.
    """
    return add(kind, texts, by=by, note=note, after=after)


def restore_shipped(kind: Kind, *, by, after: str) -> Edition:
    """Go back to the words that came with the portal."""
    seen = int(after) if after.isdecimal() else -1
    return add(kind, {}, by=by, note="Back to the shipped words.", after=seen)


def add(kind: Kind, texts: dict[str, str], *, by, note: str, after: int) -> Edition:
    wrong = [sentence for _, sentence in problems(kind.words, texts)] if texts else []
    if not note.strip():
        wrong.append("Say in a few words why the letter is changed.")
    if wrong:
        raise NotReady(*wrong)
    edition = Edition(key=kind.key, number=after + 1, texts=texts, note=note.strip(), by=by)
    try:
        with transaction.atomic():
            if latest_number(kind) != after:
                raise OutOfDate(MEANWHILE)
            edition.save()
    except IntegrityError as twice:
        raise OutOfDate(MEANWHILE) from twice
    return edition
