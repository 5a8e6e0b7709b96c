"""The daily letter: at an hour of the reader's own, one that names what was written to them since the last.

It is written into the outbox in the transaction that marks what it names, and the database holds one per reader and
day; so a run that is late, doubled, at once with another, or killed half way changes nothing. A letter of the day names
what was there when its hour struck, also when it is written later; after an outage of days one names everything.
"""

import datetime
import logging
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from . import epoch, wishes
from .delivery import still_meant
from .models import Daily, Message
from .notices import DAILY
from .outbox import enqueue

logger = logging.getLogger(__name__)
Delivery = Message.Delivery


def write_due() -> int:
    """Write to everyone whose hour has come and for whom something waits."""
    epoch.hold_if_restored()
    waiting = Message.objects.gathered().order_by().values("recipient").distinct()
    return sum(write_to(reader) for reader in get_user_model().objects.filter(pk__in=waiting))


def write_to(reader) -> bool:
    """One reader's letter of the day; False when it is not time, was written already, or nothing is left to tell."""
    try:
        with transaction.atomic():
            struck = wishes.of(reader).hour_struck()
            if struck is None or Daily.objects.filter(reader=reader, on=struck.date()).exists():
                return False
            gathered = Message.objects.gathered().filter(recipient=reader, not_before__lt=struck)
            return write(reader, sorted_out(gathered), struck.date())
    except IntegrityError:  # another worker has just written it
        logger.info("The daily letter was being written by another worker.")
        return False


def sorted_out(letters: Iterable[Message]) -> list[Message]:
    """Those still to be told: neither read meanwhile nor of a case or portal that the reader has left."""
    told = []
    for letter in letters:
        if not still_meant(letter):
            put(letter, Delivery.WITHHELD)
        elif not letter.is_unread:
            put(letter, Delivery.PORTAL)
        else:
            told.append(letter)
    return sorted(told, key=lambda letter: letter.created_at)


def put(letter: Message, delivery: str) -> None:
    letter.delivery = delivery
    letter.save(update_fields=["delivery"])


def write(reader, letters: list[Message], day: datetime.date) -> bool:
    """The letter itself, and the mark on each that it names."""
    if not letters:
        return False
    daily = Daily.objects.create(reader=reader, on=day)
    enqueue(DAILY, daily, occasion=day.isoformat(), to=[reader], letters=letters, day=day, names_others=True)
    Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(delivery=Delivery.IN_DAILY, daily=daily)
    return True
