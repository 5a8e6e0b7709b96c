"""Taking a file in pieces: in any order, each as often as it likes to come, the whole compared with its hash.

Pieces are kept until a form takes the whole (`receive()`), the sender gives up, or nobody goes on for three days.
"""

import hashlib
import io
import logging

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.workflow.refusals import NotAllowed, NotReady

from . import uploads
from .models import Upload, UploadPart
from .storing import store

logger = logging.getLogger(__name__)

PART_SIZE = 512 * 1024
KEPT_DAYS = 3
HEX = frozenset("0123456789abcdef")
SPOILT = "It did not arrive as it was sent. It is sent again from the beginning: choose it once more."


class InPieces(UploadedFile):
    """The whole, put together again; `receive()` lets go of the pieces once the file is kept."""

    upload: Upload

    def let_go(self, by) -> None:
        """The whole is kept as a file, by whoever sent it: the pieces go, once that is certain."""
        if by is None or by.pk != self.upload.by_id:
            raise NotAllowed("Somebody else sent this file. Choose it again yourself.")
        Upload.objects.filter(pk=self.upload.pk, taken_at=None).update(taken_at=clock.now())
        transaction.on_commit(lambda: drop_parts(self.upload))


def begin(*, by, place: str, name: str, size: int, sha256: str) -> Upload:
    """Say what will come. The same file from the same page is the same upload, which then goes on where it stopped."""
    label = uploads.clean_label(name)
    if problem := wrong_from_the_start(size, sha256):
        raise NotReady(problem)
    known = {"by": by, "place": place[:200], "sha256": sha256}
    with transaction.atomic():
        upload = Upload.objects.under_way().filter(**known).first()
        if upload is None:
            if problem := uploads.quota.objection(None, by, size):
                raise NotReady(problem)
            upload = created(**known, label=label, size=size)
        elif upload.size != size:
            raise NotReady(SPOILT)
    return upload


def created(**values) -> Upload:
    """A new upload; or the one that the same browser opened in another tab a moment ago."""
    try:
        with transaction.atomic():
            return Upload.objects.create(part_size=PART_SIZE, **values)
    except IntegrityError:
        same = {name: values[name] for name in ("by", "place", "sha256")}
        return Upload.objects.under_way().get(**same)


def wrong_from_the_start(size: int, sha256: str) -> str:
    if len(sha256) != 64 or set(sha256) - HEX:
        return "The file could not be read on your computer. Choose it again."
    return uploads.wrong_size(size)


def take(upload: Upload, number: int, content: bytes, sha256: str) -> None:
    """Keep one piece. It may come again, in any order; it counts once, and only whole."""
    if upload.taken_at:
        return
    if not 0 <= number < upload.count or len(content) != upload.length_of(number):
        raise NotReady("A piece of the file arrived cut off. It is sent again.")
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256:
        raise NotReady("A piece of the file arrived damaged. It is sent again.")
    known = upload.parts.filter(number=number).first()
    if known and known.sha256 != digest:
        raise NotReady("Two different files were sent as one. Choose the file again.")
    if known is None:
        keep(upload, number, content, digest)
    Upload.objects.filter(pk=upload.pk).update(heard_at=clock.now())


def keep(upload: Upload, number: int, content: bytes, digest: str) -> None:
    storage = UploadPart._meta.get_field("file").storage
    key = store(storage, "pieces", ContentFile(content))
    try:
        with transaction.atomic():
            Upload.objects.select_for_update().get(pk=upload.pk)
            UploadPart.objects.create(upload=upload, number=number, file=key, size=len(content), sha256=digest)
    except (IntegrityError, Upload.DoesNotExist):
        storage.delete(key)  # it came twice at the same time, or somebody gave up


def whole(upload: Upload) -> InPieces:
    """The file in one, compared with the hash that the browser gave. What does not agree begins anew."""
    parts = list(upload.parts.all())
    if [part.number for part in parts] != list(range(upload.count)):
        raise NotReady(
            f"“{upload.label}” has not arrived completely yet ({upload.percent} %). Choose it again to go on."
        )
    opened = io.BytesIO()
    try:
        for part in parts:
            with part.file.open("rb") as piece:
                opened.write(piece.read())
        agrees = opened.tell() == upload.size and uploads.sha256_of(opened) == upload.sha256
    except OSError as error:
        logger.error("The pieces of upload %s could not be read: %s", upload.pk, error)
        agrees = False
    if not agrees:
        forget(upload)
        raise NotReady(SPOILT)
    opened.seek(0)
    file = InPieces(opened, name=upload.label, size=upload.size)
    file.upload = upload
    return file


def forget(upload: Upload) -> None:
    """Let go of an upload that nobody wants any more."""
    drop_parts(upload)
    upload.delete()


def drop_parts(upload: Upload) -> None:
    for part in upload.parts.all():
        part.file.delete(save=False)
        part.delete()


def forget_abandoned() -> int:
    """Uploads that nobody has gone on with, and those that were taken but whose pieces are still there."""
    before = add_days(clock.today(), -KEPT_DAYS)
    left = Upload.objects.filter(heard_at__date__lt=before)
    count = 0
    for upload in left:
        try:
            forget(upload)
            count += 1
        except Exception:
            logger.exception("The pieces of upload %s could not be deleted.", upload.pk)
    return count


def under_way(place: str, by) -> list[Upload]:
    """What this person has begun to send from a page, for the page to show."""
    return list(Upload.objects.under_way().filter(by=by, place=place).prefetch_related("parts"))
