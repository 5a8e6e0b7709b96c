"""After a restore nothing goes out by itself: what a backup says is waiting may have been sent after it was taken.

A database restored elsewhere is known by the server's own identity and timeline, which no backup carries over.
"""

import logging

from django.db import connection, transaction

from .models import Home, Message

logger = logging.getLogger(__name__)
IDENTITY = """
    SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid || '/' ||
           (SELECT timeline_id FROM pg_control_checkpoint())
    FROM pg_database WHERE datname = current_database()
"""
WAITING = (Message.Delivery.PENDING, Message.Delivery.SENDING, Message.Delivery.GATHERED)
HELD = "Held after a restore: it may have gone out after the backup was taken. Send it again, or settle it."


def identity() -> str:
    """Which server and database this is. SQLite has no such name: the embedded portal mails nothing outside."""
    if connection.vendor != "postgresql":
        return "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(IDENTITY)
        return cursor.fetchone()[0]


def hold_if_restored() -> int:
    """Before a worker sends anything: in another database than last time, hold back all that waits."""
    here = identity()
    home = Home.objects.first()
    if home is not None and home.identity == here:
        return 0
    with transaction.atomic():
        home, first = Home.objects.select_for_update().get_or_create(pk=1, defaults={"identity": here})
        if first or home.identity == here:
            return 0
        home.identity = here
        home.save(update_fields=["identity"])
        return hold_all()


def hold_all() -> int:
    """Hold back every letter that has not gone out; the office finds them in its queue, to send again or to settle."""
    waiting = Message.objects.filter(delivery__in=WAITING)
    held = waiting.update(delivery=Message.Delivery.FAILED, lease_until=None, last_error=HELD)
    logger.warning("%s letters are held back after a restore.", held)
    return held
