"""Money that no rule decides about: raised once, told to the office, settled by a person with a note."""

from django.db import transaction

from applications import notices, policies
from applications.models import BankConcern
from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady


def raise_concern(key: str, words: str, payment=None, invoice=None) -> None:
    """Put it before the office; what was raised once is not raised again."""
    about = {"payment": payment, "invoice": payment.invoice if payment else invoice}
    concern, is_new = BankConcern.objects.get_or_create(key=key[:200], defaults={"words": words, **about})
    if is_new:
        enqueue(notices.BANK_CONCERN, concern, occasion="raised")


def settle_concern(concern, *, by, note: str) -> BankConcern:
    """Someone of the office has looked into it, and says what became of it."""
    if not policies.may_settle_concern(concern, by):
        raise NotAllowed("This is settled by QCP staff.")
    if not note.strip():
        raise NotReady("Note: write what you found and what you did.")
    with transaction.atomic():
        concern = BankConcern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        if concern.settled_at:
            raise NotReady(f"{concern.settled_by} has settled this already.")
        concern.settled_at, concern.settled_by, concern.settled_note = clock.now(), by, note.strip()
        concern.save()
    return concern
