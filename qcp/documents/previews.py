"""What people read in the browser: pictures of the pages and the words, made by a child process, never the file."""

import hashlib
import json
import logging
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from qcp import clock

from .checks import local_copy
from .inspection import TEXT, Failed, kinds, run
from .models import PageImage, StoredFile
from .storing import store

logger = logging.getLogger(__name__)

BATCH = 20  # pages per child
MOST_ATTEMPTS = 5
TASKS = {kinds.PNG.content_type: "photo", kinds.JPEG.content_type: "photo"}


def make_due(limit: int = 20) -> int:
    """Make what is missing, oldest first; one file that cannot be pictured does not stop the others."""
    done = 0
    due = StoredFile.objects.clean().filter(previewed_at=None, preview_attempts__lt=MOST_ATTEMPTS)
    for stored in due.order_by("uploaded_at")[:limit]:
        StoredFile.objects.filter(pk=stored.pk).update(preview_attempts=stored.preview_attempts + 1)
        try:
            make(stored)
            done += 1
        except Exception:
            logger.exception("The pages of file %s could not be pictured.", stored.pk)
    return done


def make(stored: StoredFile) -> None:
    """All pages and the words of one file. Safe to run twice and at the same time: each page is kept once."""
    with local_copy(stored) as copy:
        if stored.content_type in TASKS:
            keep_pages(stored, TASKS[stored.content_type], copy.name, 1, 1)
        elif stored.content_type == kinds.PDF.content_type:
            for first in range(1, (stored.pages or 0) + 1, BATCH):
                keep_batch(stored, copy.name, first, min(first + BATCH - 1, stored.pages or 0))
        words = text_of(stored, copy.name)
    finish(stored, words)


def keep_batch(stored: StoredFile, path: str, first: int, last: int) -> None:
    """A few pages in one child; when it fails, each by itself, so that one bad page hides no other."""
    if stored.page_images.filter(number__range=(first, last)).count() == last - first + 1:
        return
    try:
        keep_pages(stored, "pages", path, first, last)
    except Failed:
        for number in range(first, last + 1):
            try:
                keep_pages(stored, "pages", path, number, number)
            except Failed:
                PageImage.objects.get_or_create(stored=stored, number=number)


def keep_pages(stored: StoredFile, task: str, path: str, first: int, last: int) -> None:
    with tempfile.TemporaryDirectory(prefix="qcp-pages-") as folder:
        given = (first, last) if task == "pages" else ()
        for row in run(task, path, folder, *given):
            keep(stored, row, (Path(folder) / f"{row['number']}.png").read_bytes())


def keep(stored: StoredFile, row: dict, content: bytes) -> None:
    """One picture, kept as files are; when somebody else was faster, or the file is gone meanwhile, ours is dropped."""
    storage = PageImage._meta.get_field("image").storage
    key = store(storage, "pages", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            still_there(stored)
            PageImage.objects.create(stored=stored, image=key, sha256=digest, size=len(content), **row)
    except (IntegrityError, StoredFile.DoesNotExist):
        storage.delete(key)


def still_there(stored: StoredFile) -> StoredFile:
    return StoredFile.objects.clean().select_for_update(of=("self",)).get(pk=stored.pk)


def text_of(stored: StoredFile, path: str) -> list[str]:
    """The words, page by page; none when they cannot be read."""
    with tempfile.TemporaryDirectory(prefix="qcp-words-") as folder:
        try:
            run("text", path, folder, stored.content_type)
        except Failed:
            return []
        return json.loads((Path(folder) / TEXT).read_text(encoding="utf-8"))


def finish(stored: StoredFile, words: list[str]) -> None:
    storage = StoredFile._meta.get_field("text_file").storage
    key = store(storage, "texts", ContentFile(json.dumps(words).encode()))
    with transaction.atomic():
        ours = (
            StoredFile.objects.clean()
            .filter(pk=stored.pk, text_file="")
            .update(text_file=key, previewed_at=clock.now())
        )
    if not ours:
        storage.delete(key)
