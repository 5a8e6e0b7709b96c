"""Buttons with consequences: what they do is held for a minute, undone within it, or carried out after it.

Whatever would be refused is refused at once, because holding begins with a dry run of the whole act.
"""

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django_fsm import ConcurrentTransition

from qcp import clock
from qcp.desk.rehearse import dry_run
from qcp.notices.outbox import enqueue
from qcp.workflow.actions import action
from qcp.workflow.advance import hold
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate, Refused

from . import notices
from .models import HeldMove

logger = logging.getLogger(__name__)
UNDER_WAY = "“{}” is under way already. It happens within a minute, unless it is undone."
NOT_YOURS = "It is taken back by whoever pressed it, or by somebody else who could press it now."
TOO_LATE = "There is nothing to take back: it is done, or somebody took it back."


# --- Pressed ------------------------------------------------------------------------------------


def press(record, move: str, *, by, **given) -> HeldMove | None:
    """What a button does: the move at once; or, where its machine says so, in a minute, unless somebody undoes it."""
    if is_held(record, move):
        return hold_back(record, move, by=by, **given)
    action(record, move)(record, by=by, **given)
    return None


def is_held(record, move: str) -> bool:
    return any(step.custom["held"] for step in steps(type(record)) if step.name == move)


def holds_moves(record) -> bool:
    """Is there any move of its machine that waits for a minute?"""
    return any(step.custom["held"] for step in steps(type(record)))


def hold_back(record, move: str, *, by, **given) -> HeldMove:
    """Nothing happens yet but this row."""
    with transaction.atomic():
        record = hold(record)
        if other := under_way(record):
            raise NotReady(UNDER_WAY.format(other.label))
        ahead = dry_run(action(record, move), record, by=by, **given)
        if ahead.refusal:
            raise ahead.refusal
        return HeldMove.objects.create(
            case=record.case,
            subject_label=record._meta.label,
            subject_id=record.pk,
            move=move,
            label=label_of(record, move),
            given=given,
            by=by,
            due_at=clock.now() + datetime.timedelta(seconds=settings.UNDO_SECONDS),
        )


def label_of(record, move: str) -> str:
    return next(step.custom["label"] for step in steps(type(record)) if step.name == move)


def under_way(record) -> HeldMove | None:
    return HeldMove.objects.pending().of(record).for_list().first()


# --- Undone -------------------------------------------------------------------------------------


def may_undo(held: HeldMove, user) -> bool:
    """Whoever pressed it, and everybody to whom the same button is offered now."""
    return held.by_id == user.pk or held.move in {offer.name for offer in moves_for(held.subject, user)}


def undo(held: HeldMove, *, by) -> None:
    """Within the minute it is taken back, and nothing has happened."""
    with transaction.atomic():
        record = hold(held.subject)
        if record.case.closed_to(by) or not may_undo(held, by):
            raise NotAllowed(NOT_YOURS)
        if not drop(record, by=by):
            raise OutOfDate(TOO_LATE)


def drop(record, *, by) -> int:
    """What was pressed for this record is not made any more; `by` may be the system."""
    return HeldMove.objects.pending().of(record).update(undone_at=clock.now(), undone_by=by if by.pk else None)


# --- Carried out --------------------------------------------------------------------------------


def carry_out_due(now=None) -> int:
    """Make every move whose minute is over; one that is refused by now is told to whoever pressed it."""
    due = HeldMove.objects.due(now or clock.now()).select_related("by").order_by("due_at")
    return sum(settle(held) for held in list(due))


def settle(held: HeldMove) -> bool:
    """Make one move, once, whoever else is at it."""
    try:
        with transaction.atomic():
            record = hold(held.subject)
            if not still_pending(held):
                return False
            held.done_at = clock.now()
            held.save(update_fields=["done_at"])
            action(record, held.move)(record, by=held.by, **held.given)
            return True
    except Refused as refusal:
        refuse(held, refusal)
    except ConcurrentTransition:
        logger.info("Held move %s met another act; the next round makes it.", held.pk)
    except Exception:
        logger.exception("Held move %s could not be made.", held.pk)
    return False


def still_pending(held: HeldMove) -> bool:
    return HeldMove.objects.pending().filter(pk=held.pk).exists()


def refuse(held: HeldMove, refusal: Refused) -> None:
    """Something changed within the minute: whoever pressed is told why nothing was done."""
    with transaction.atomic():
        record = hold(held.subject)
        if still_pending(held):
            HeldMove.objects.filter(pk=held.pk).update(undone_at=clock.now(), refused=str(refusal))
            told = {"label": held.label, "problems": refusal.problems}
            enqueue(notices.NOT_MADE, record, occasion=f"h{held.pk}", to=[held.by], **told)
