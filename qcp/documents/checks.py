"""The check of a file in quarantine: scanner, then content; the verdict is recorded once, and the record is told."""

import contextlib
import datetime
import logging
import shutil
import tempfile
from importlib import import_module

from django.db import transaction

from qcp import clock
from qcp.workflow.models import Case

from . import scanner
from .inspection import inspect
from .models import StoredFile

logger = logging.getLogger(__name__)

LONGEST_WAIT = datetime.timedelta(minutes=30)
INFECTED = (
    "The virus scanner found “{name}” in it. Do not open it. Have your computer checked, then hand in a clean copy."
)


def check_due(limit: int = 100) -> int:
    """Check what is due, oldest first. Safe to run at any time and twice; no failure lets a file out of quarantine."""
    done = 0
    due = StoredFile.objects.unchecked().filter(check_at__lte=clock.now()).order_by("check_at", "uploaded_at")
    for stored in due[:limit]:
        try:
            done += check(stored)
        except Exception:
            logger.exception("File %s could not be checked.", stored.pk)
            ask_again(stored)
    return done


def check(stored: StoredFile) -> bool:
    """Find the verdict outside any transaction, then record it. False: no answer yet, the file stays 'Checking'."""
    with local_copy(stored) as copy:
        answer = scanner.scan(copy)
        if not answer.answered:
            ask_again(stored)
            return False
        if answer.found:
            return record(stored, reason=INFECTED.format(name=answer.found))
        finding = inspect(copy.name, label=stored.label, purpose=stored.purpose, sha256=stored.sha256)
    return record(stored, reason=finding.problem, content_type=finding.content_type, concern=finding.concern)


@contextlib.contextmanager
def local_copy(stored: StoredFile):
    """The bytes as a temporary file of our own, gone afterwards whatever happens."""
    with tempfile.NamedTemporaryFile(prefix="qcp-check-") as copy:
        with stored.file.open("rb") as original:
            shutil.copyfileobj(original, copy)
        copy.flush()
        yield copy


def record(stored: StoredFile, *, reason: str = "", content_type: str = "", concern: str = "") -> bool:
    """Write the verdict once, and let the record's own action `file_checked` go on, in one transaction."""
    with transaction.atomic():
        if stored.case_id:
            Case.objects.select_for_update().get(pk=stored.case_id)  # the case is always locked first
        stored = StoredFile.objects.select_for_update(of=("self",)).get(pk=stored.pk)
        if stored.verdict:
            return False
        stored.verdict = StoredFile.Verdict.REFUSED if reason else StoredFile.Verdict.CLEAN
        stored.reason, stored.content_type, stored.concern = reason, content_type, concern
        stored.checked_at = clock.now()
        stored.save()
        subject = stored.subject
        actions = getattr(subject, "actions", "")
        file_checked = getattr(import_module(actions), "file_checked", None) if actions else None
        if file_checked:
            file_checked(subject, stored)
    return True


def ask_again(stored: StoredFile) -> None:
    """No verdict: look again later, with growing pauses. Nothing is released, nothing is deleted."""
    attempts = stored.attempts + 1
    pause = min(datetime.timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    StoredFile.objects.filter(pk=stored.pk, verdict="").update(attempts=attempts, check_at=clock.now() + pause)
