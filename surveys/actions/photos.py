"""Photos: named by their hash, completed when their bytes are here, taken off again while the findings are open."""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from qcp import clock
from qcp.documents.models import StoredFile
from qcp.documents.uploads import receive
from qcp.workflow.refusals import NotReady

from ..models import Finding, Photo
from .findings import open_for
from .sync import ALREADY, REFUSED, UNKNOWN, Receipt, why_closed

PURPOSE = "photo"
NAMED = "named"
OFF = "This program takes no photos, so that no patient can be on one. Write down what you saw instead."
OTHER = "These are not the bytes that the tablet named. Take the photo once more."


@dataclass(frozen=True)
class Named:
    """A photo as a device names it."""

    op_id: uuid.UUID
    finding: uuid.UUID
    sha256: str
    size: int
    seq: int
    client_at: datetime.datetime
    offset_minutes: int = 0


@transaction.atomic
def name(survey, named: list[Named], *, by, device: str) -> list[Receipt]:
    """Write down which photos there are, before any of their bytes came. Each by itself, each once."""
    closed = why_closed(survey, by) if settings.FIELD_PHOTOS else OFF
    findings = set(Finding.objects.filter(visit__survey=survey).values_list("pk", flat=True))
    return [one(survey, each, by, device, closed or ("" if each.finding in findings else UNKNOWN)) for each in named]


def one(survey, named: Named, by, device: str, problem: str) -> Receipt:
    known = Q(op_id=named.op_id) | Q(finding=named.finding, sha256=named.sha256, removed_at=None)
    if Photo.objects.filter(known, survey=survey).exists():
        return Receipt(named.op_id, ALREADY)
    if problem:
        return Receipt(named.op_id, REFUSED, problem)
    Photo.objects.create(
        op_id=named.op_id,
        survey=survey,
        finding_id=named.finding,
        sha256=named.sha256,
        size=named.size,
        by=by,
        device=device,
        device_seq=named.seq,
        client_at=named.client_at,
        offset_minutes=named.offset_minutes,
    )
    return Receipt(named.op_id, NAMED)


@transaction.atomic
def complete(photo, upload, *, by) -> Photo:
    """The bytes are here and hash to what was named: into quarantine with them. Again, it changes nothing."""
    photo = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if photo.is_whole:
        return photo
    if upload.upload.sha256 != photo.sha256:
        raise NotReady(OTHER)
    upload.name = "photo.jpg" if upload.read(2) == b"\xff\xd8" else "photo.png"  # never the name on the device
    upload.seek(0)
    photo.stored = receive(upload, subject=photo, by=by, purpose=PURPOSE)
    photo.save(update_fields=["stored"])
    return photo


@transaction.atomic
def remove(photo, *, by) -> Photo:
    """Take it off its finding while the findings are open. Its bytes, if any came, go by the way of two people."""
    open_for(photo.survey, by)
    if photo.removed_at is None:
        photo.removed_at, photo.removed_by = clock.now(), by
        photo.save(update_fields=["removed_at", "removed_by"])
    return photo


def file_checked(photo, stored: StoredFile) -> None:
    """The finding's page asks the file itself how its check went."""
