"""The check of a file in quarantine: scanner, then content; the verdict is recorded once, and the record is told."""

import contextlib
import datetime
import logging
import shutil
import tempfile
from pathlib import Path

from django.core.files import File
from django.db import transaction

from qcp import clock

from . import scanner, second_looks, tasks
from .hooks import locked, tell
from .inspection import Failed, inspect, kinds, patients, run
from .inspection.finding import Finding
from .models import StoredFile
from .storing import store
from .uploads import sha256_of

logger = logging.getLogger(__name__)

Verdict = StoredFile.Verdict
PICTURES = (kinds.PNG.content_type, kinds.JPEG.content_type)
TOO_HARD = "The picture is too large or too unusual to be shown safely. Save it smaller, as JPEG or PDF."
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
        if not finding.problem and finding.content_type in PICTURES:
            finding = made_anew(stored, copy.name, finding)
    in_its_name = [[what, 0, place] for what, _, place in patients.marks([stored.label])]
    done = record(
        stored,
        reason=finding.problem,
        content_type=finding.content_type,
        marks=[*in_its_name, *finding.marks],
        pages=finding.pages,
        characters=finding.characters,
        dated_on=finding.dated_on or None,
    )
    tasks.wake(tasks.preview_due)
    return done


def made_anew(stored: StoredFile, path: str, finding: Finding) -> Finding:
    """A picture is kept only as we write it: without the place, the camera and whatever else it carried along."""
    with tempfile.TemporaryDirectory(prefix="qcp-anew-") as folder:
        try:
            run("anew", path, folder)
        except Failed:
            return Finding(content_type=finding.content_type, problem=TOO_HARD)
        with open(Path(folder) / "anew", "rb") as bare:
            replace_bytes(stored, File(bare))
    return finding


def replace_bytes(stored: StoredFile, content: File) -> None:
    """The bytes that count from now on; those that were sent are deleted once that is written down."""
    sent, storage = stored.file.name or "", stored.file.storage
    key = store(storage, "files", content)
    content.seek(0)
    with transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk, verdict="").update(
            file=key, sha256=sha256_of(content), size=content.size, sent_sha256=stored.sha256
        )
        transaction.on_commit(lambda: storage.delete(sent))


@contextlib.contextmanager
def local_copy(stored: StoredFile):
    """The bytes as a temporary file of our own, gone afterwards whatever happens."""
    with tempfile.NamedTemporaryFile(prefix="qcp-check-") as copy:
        with stored.file.open("rb") as original:
            shutil.copyfileobj(original, copy)
        copy.flush()
        yield copy


def record(stored: StoredFile, *, reason: str = "", content_type: str = "", marks=(), **read) -> bool:
    """Write the verdict once, and let the record go on, in one transaction.

    marks: what may name a patient: then the file is held, and people decide. read: what else the check read in it.
    """
    with transaction.atomic():
        stored = locked(stored)
        if stored.verdict:
            return False
        stored.verdict = Verdict.REFUSED if reason else Verdict.HELD if marks else Verdict.CLEAN
        stored.reason, stored.content_type = reason, content_type
        stored.concern = patients.concern(marks)
        for name, value in read.items():
            setattr(stored, name, value)
        stored.checked_at = clock.now()
        stored.save()
        if stored.is_held:
            second_looks.ask(stored, marks)
        else:
            tell(stored, "file_checked")
    return True


def ask_again(stored: StoredFile) -> None:
    """No verdict: look again later, with growing pauses. Nothing is released, nothing is deleted."""
    attempts = stored.attempts + 1
    pause = min(datetime.timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    StoredFile.objects.filter(pk=stored.pk, verdict="").update(attempts=attempts, check_at=clock.now() + pause)
