"""Destroying a file: two people, then no byte of it, of its pictures or of what it replaced is left. The rows stay."""

import logging

from django.db import transaction

from qcp import clock
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM

from . import policies, tasks
from .hooks import locked, tell
from .models import Destruction, PageImage, StoredFile
from .models.subject import HELD

logger = logging.getLogger(__name__)

GONE = "Destroyed file"
REFUSED_WHILE_WAITING = "It names a patient, or may. It is being destroyed. Hand in a file that names nobody."
REFUSED_FOR_EVER = "It named a patient, or might have. It was destroyed. Hand in a file that names nobody."


def propose(stored: StoredFile, *, by, reason: str) -> Destruction:
    """The office finds patient information in a file, whatever its check said: from now on nobody opens it."""
    with transaction.atomic():
        stored = locked(stored)
        if not policies.may_decide(stored, by):
            raise NotAllowed("Files are destroyed by QCP staff who do not belong to the practice.")
        if not reason.strip():
            raise NotReady("Why: write what points to a patient, without writing it again.")
        return begin(stored, by=by, reason=reason.strip())


def begin(stored: StoredFile, *, by, reason: str) -> Destruction:
    """The first of two people. A file that waited for a second look is refused at once."""
    if stored.destroyed_at:
        raise NotReady("This file was destroyed already.")
    if stored.is_under_hold:
        raise NotReady(HELD)
    if stored.destructions.proposed().exists():
        raise NotReady("Somebody has proposed this already. Another person confirms it.")
    proposal = Destruction.objects.create(stored=stored, reason=reason, proposed_by=by)
    if stored.is_held:
        stored.verdict, stored.reason = StoredFile.Verdict.REFUSED, REFUSED_WHILE_WAITING
        stored.save()
        tell(stored, "file_checked")
    return proposal


def withdraw(proposal: Destruction, *, by) -> Destruction:
    """The file was not meant after all: it stays as it is."""
    with transaction.atomic():
        stored, proposal = waiting(proposal)
        if not policies.may_decide(stored, by):
            raise NotAllowed("Files are destroyed by QCP staff who do not belong to the practice.")
        if stored.is_refused:
            raise NotReady("A refused file is of no use to anybody. Confirm that it is destroyed.")
        proposal.withdrawn_at, proposal.withdrawn_by = clock.now(), by
        proposal.save()
    return proposal


def confirm(proposal: Destruction, *, by) -> Destruction:
    """The second person: what is left of the file and of all that it replaced is destroyed."""
    with transaction.atomic():
        stored, proposal = waiting(proposal)
        if not policies.may_decide(stored, by):
            raise NotAllowed("Files are destroyed by QCP staff who do not belong to the practice.")
        if proposal.proposed_by_id == by.pk:
            raise NotAllowed("You proposed this. Somebody else of the office confirms it.")
        if stored.is_under_hold:
            raise NotReady(HELD)
        proposal.confirmed_at, proposal.confirmed_by = clock.now(), by
        proposal.save()
        older = tell(stored, "file_versions") or []
        for each in [stored, *older]:
            end(each, by, REFUSED_FOR_EVER)
        transaction.on_commit(delete_due)
    return proposal


def waiting(proposal: Destruction) -> tuple[StoredFile, Destruction]:
    stored = locked(proposal.stored)
    proposal = Destruction.objects.select_for_update().get(pk=proposal.pk)
    if proposal.confirmed_at or proposal.withdrawn_at:
        raise NotReady("This was decided already. Open the page again to see how.")
    return stored, proposal


def unneeded(stored: StoredFile, *, because: str) -> None:
    """A file that nobody needs any more and that decided nothing: the portal destroys it by itself."""
    with transaction.atomic():
        end(locked(stored), SYSTEM, because)
        transaction.on_commit(delete_due)


def end(stored: StoredFile, by, reason: str) -> None:
    """Write down that the file is gone, with no word of what it was called; its bytes go once that is committed."""
    if stored.destroyed_at:
        return
    was_clean = stored.is_clean
    stored.destroyed_at, stored.label, stored.concern = clock.now(), GONE, ""
    stored.verdict, stored.reason = StoredFile.Verdict.REFUSED, reason
    stored.checked_at = stored.checked_at or stored.destroyed_at
    stored.save()
    tell(stored, "file_destroyed", by, otherwise="file_checked" if was_clean else "")
    tasks.wake(tasks.destroy_due)


def delete_due() -> int:
    """Delete the bytes of every destroyed file that still has some; what cannot be deleted now is tried again."""
    done = 0
    for stored in StoredFile.objects.exclude(destroyed_at=None).exclude(file="", text_file=""):
        try:
            delete_bytes(stored)
            done += 1
        except Exception:
            logger.exception("File %s could not be deleted; it is tried again.", stored.pk)
    return done


def delete_bytes(stored: StoredFile) -> None:
    for image in PageImage.objects.filter(stored=stored):
        if image.image:
            image.image.delete(save=False)
        image.delete()
    for field in (stored.text_file, stored.file):
        if field:
            field.delete(save=False)
    StoredFile.objects.filter(pk=stored.pk).update(file="", text_file="")
