"""When a letter has reached somebody: the first delivery, or the first view in the portal, of one occasion.

Clocks 'on receipt' start here, once. The receipt is written in the transaction that records the delivery. What follows
from it runs inside a savepoint: if that fails, the letter still counts as sent (it is), the receipt stays open, and the
sweep goes on with it.
"""

import logging

from django.apps import apps
from django.db import transaction

from qcp import clock
from qcp.workflow.actions import action
from qcp.workflow.models import Case

from .models import Message, Receipt
from .registry import NOTICES

logger = logging.getLogger(__name__)

DELIVERY, VIEW = Receipt.By.DELIVERY, Receipt.By.VIEW


def received(message: Message, by: str) -> None:
    """Note the receipt if this kind of letter has one and it is the first of its occasion; then do what follows."""
    if not starts_something(message):
        return
    now = clock.now()
    receipt, first = Receipt.objects.get_or_create(
        notice=message.notice,
        subject_label=message.subject_label,
        subject_id=message.subject_id,
        occasion=message.occasion,
        defaults={"message": message, "by": by, "at": now, "on": clock.on(now)},
    )
    if first:
        follow(receipt)


def starts_something(message: Message) -> bool:
    """Is this a kind of letter whose receipt is noted, since something follows from it?"""
    notice = NOTICES.get(message.notice)
    return notice is not None and bool(notice.delivered)


def follow(receipt: Receipt) -> None:
    """Call the notice's `delivered` action of the record, with the day of receipt."""
    try:
        with transaction.atomic():
            subject = apps.get_model(receipt.subject_label)._base_manager.get(pk=receipt.subject_id)
            action(subject, NOTICES[receipt.notice].delivered)(subject, on=receipt.on)
            receipt.done_at, receipt.error = clock.now(), ""
    except Exception as error:
        logger.exception("What follows from %s could not be done.", receipt)
        receipt.done_at, receipt.error = None, f"{type(error).__name__}: {error}"
    receipt.save(update_fields=["done_at", "error"])


def follow_open() -> None:
    """Go on with every receipt whose consequences failed before."""
    for pk in Receipt.objects.filter(done_at=None).values_list("pk", flat=True):
        with transaction.atomic():
            receipt = Receipt.objects.select_for_update(skip_locked=True).filter(pk=pk, done_at=None).first()
            if receipt is not None:
                follow(receipt)


def viewed(message_id, user) -> None:
    """The reader has opened the letter in the portal; only the first time is noted."""
    unread = Message.objects.visible_to(user).unread().filter(pk=message_id).first()
    if unread is None:
        return
    with transaction.atomic():
        message = hold(unread)
        if message.first_viewed_at is None:
            message.first_viewed_at = clock.now()
            message.save(update_fields=["first_viewed_at"])
            received(message, VIEW)


def hold(message: Message) -> Message:
    """The letter as it is now, locked; its case first, as everywhere."""
    hold_case(message)
    return Message.objects.select_for_update(of=("self",)).get(pk=message.pk)


def hold_case(message: Message) -> None:
    """Lock its case where the receipt of the letter may start a clock of it."""
    if message.case_id and starts_something(message):
        Case.objects.select_for_update().get(pk=message.case_id)
