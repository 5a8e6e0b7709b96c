"""Taking a file in: into quarantine at once, checked by the worker afterwards."""

import hashlib
import logging
import re
import unicodedata

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from qcp.workflow.refusals import NotReady

from . import quota, tasks
from .inspection import kinds
from .models import StoredFile
from .storing import CANNOT_STORE, store

logger = logging.getLogger(__name__)

UNWANTED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # control, bidi and other invisible characters


def receive(upload, *, subject, by, purpose: str = "") -> StoredFile:
    """Keep an uploaded file for a record, unread by anybody until it was checked.

    The same bytes handed in again for the same record and purpose are the same file, unless they were refused.
    """
    if problem := objection(upload):
        raise NotReady(problem)
    digest = sha256_of(upload)
    let_go = getattr(upload, "let_go", None)  # of the pieces that it came in
    with transaction.atomic():
        stored = already_here(subject, digest, purpose) or keep(upload, digest, subject, by, purpose)
        if let_go:
            let_go(by)
    return stored


def keep(upload, digest: str, subject, by, purpose: str) -> StoredFile:
    """A new row and its bytes, as long as the day's limit leaves room."""
    if problem := quota.objection(subject, by, upload.size):
        raise NotReady(problem)
    stored = StoredFile(
        case=getattr(subject, "case", None),
        subject_label=subject._meta.label,
        subject_id=subject.pk,
        purpose=purpose,
        label=clean_label(upload.name),
        size=upload.size,
        sha256=digest,
        uploaded_by=by if by is not None and by.pk else None,
    )
    upload.seek(0)
    stored.file = store(stored.file.storage, "files", File(upload))
    stored.save(force_insert=True)
    tasks.wake(tasks.check_due)
    return stored


def already_here(subject, digest: str, purpose: str) -> StoredFile | None:
    """The same bytes for the same record and purpose, as they were sent or as they are kept."""
    same = Q(sha256=digest) | Q(sent_sha256=digest)
    known = StoredFile.objects.of(subject).filter(same, purpose=purpose, destroyed_at=None)
    return known.exclude(verdict="refused").first()


def objection(upload) -> str:
    """What is wrong before anything is read: only what the size alone tells."""
    return CANNOT_STORE if getattr(upload, "not_kept", False) else wrong_size(upload.size)


def wrong_size(size: int) -> str:
    if size <= 0:
        return "The file is empty. Open it on your computer, check what it holds, and choose it again."
    if size > kinds.LARGEST:
        limit, large = kinds.LARGEST // kinds.MEGABYTE, size / kinds.MEGABYTE
        return (
            f"The file has {large:.1f} MB; at most {limit} MB are possible. Split it, or save it with smaller pictures."
        )
    return ""


def sha256_of(opened) -> str:
    """SHA-256 of an open file, read in pieces."""
    digest = hashlib.sha256()
    opened.seek(0)
    for piece in iter(lambda: opened.read(kinds.MEGABYTE), b""):
        digest.update(piece)
    return digest.hexdigest()


def clean_label(name: str) -> str:
    """A name fit to be shown: one line, no invisible characters, no folders, at most 150 characters with its ending."""
    name = unicodedata.normalize("NFC", name or "")
    name = "".join(character for character in name if unicodedata.category(character) not in UNWANTED)
    name = re.split(r"[/\\]", name)[-1]
    name = " ".join(name.split()).strip(". ")
    if len(name) > kinds.LABEL_LENGTH:
        stem, dot, ending = name.rpartition(".")
        ending = f".{ending}" if dot and len(ending) <= 8 else ""
        name = name[: kinds.LABEL_LENGTH - len(ending)].rstrip() + ending
    return name or "document"
