"""Taking a policy document out, and putting it back within thirty days."""

import logging

from django.db import IntegrityError, transaction

from applications import policies
from applications.actions.policies import held_for_change
from applications.models import PolicyDocument, PolicyRemoval
from applications.models.policy_care import UNDO_DAYS
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.documents import destructions
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

logger = logging.getLogger(__name__)


def remove(document, *, by) -> PolicyRemoval:
    """The practice takes a document out: it covers nothing any more. Nothing of it is deleted yet."""
    with transaction.atomic():
        document = held_for_change(document, by)
        if not policies.may_remove(document, by):
            raise NotAllowed("A document is taken out while the application is yours to change.")
        if PolicyDocument.objects.filter(replaces=document).exists():
            raise NotReady("This document was already replaced. Take the newer one out.")
        return PolicyRemoval.objects.create(document=document, removed_by=by)


def restore(removal, *, by) -> PolicyRemoval:
    """The practice puts a document back as it was."""
    with transaction.atomic():
        document = hold(removal.document)
        removal = PolicyRemoval.objects.select_for_update().get(pk=removal.pk)
        if not policies.may_remove(document, by) or document.case.closed_to(by):
            raise NotAllowed("A document is put back by editors and signatories, while it is theirs to change.")
        if removal.restored_at:
            raise NotReady("It was put back already.")
        if clock.today() > removal.undo_until or document.file.destroyed_at:
            raise NotReady(f"It was taken out more than {UNDO_DAYS} days ago. Hand the file in again.")
        if twin := document.application.policy_documents.standing().filter(file__sha256=document.file.sha256).first():
            raise NotReady(f"The same file was handed in again as “{twin}”. Go on with that one.")
        removal.restored_by, removal.restored_at = by, clock.now()
        removal.save()
    return removal


def forget_removed() -> int:
    """Thirty days after it was taken out, a file that the office never had is destroyed; others stay as evidence."""
    before = add_days(clock.today(), -UNDO_DAYS)
    over = PolicyRemoval.objects.filter(restored_at=None, removed_at__date__lt=before)
    never_sent = over.filter(document__application__submitted_on=None, document__file__destroyed_at=None)
    done = 0
    for removal in never_sent.select_related("document__file", "document__case"):
        try:
            destructions.unneeded(removal.document.file, because="The practice took it out more than 30 days ago.")
            done += 1
        except (IntegrityError, NotReady):
            logger.exception("Document %s could not be forgotten.", removal.document_id)
    return done
