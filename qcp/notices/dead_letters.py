"""What the office does about a letter that could not be delivered."""

from django.db import transaction

from qcp import clock
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .models import Message
from .outbox import nudge_on_commit
from .receipts import hold


def send_again(message: Message, *, by) -> Message:
    """Put it back into the outbox, for the address that the reader has now, with its tries counted anew."""
    with transaction.atomic():
        message = undelivered(message, by)
        message.delivery, message.attempts, message.try_at = Message.Delivery.PENDING, 0, clock.now()
        message.address = message.recipient.email if message.recipient else message.address
        message.save(update_fields=["delivery", "attempts", "try_at", "address"])
        nudge_on_commit()
    return message


def settle(message: Message, *, by, note: str) -> Message:
    """The reader was told in another way; it leaves the queue, and no clock starts by it."""
    if not note.strip():
        raise NotReady("Reason: write how and when the reader was told.")
    with transaction.atomic():
        message = undelivered(message, by)
        message.settled_at, message.settled_by, message.settled_note = clock.now(), by, note.strip()
        message.save(update_fields=["settled_at", "settled_by", "settled_note"])
    return message


def undelivered(message: Message, by) -> Message:
    if not by.is_staff:
        raise NotAllowed("Letters that could not be delivered are for QCP staff.")
    message = hold(message)
    if message.delivery != Message.Delivery.FAILED or message.settled_at:
        raise OutOfDate("This letter is no longer undelivered. Open the page again to see how it stands.")
    return message
