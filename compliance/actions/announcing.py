"""A status changed: each recipient that may know gets it into its feed, and by webhook when it has one."""

import logging

from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery

from compliance.models import StatusEvent
from practices.models import Recipient, Release
from practices.models.release import canonical
from practices.queries.status import payloads
from qcp.celery import app as jobs

logger = logging.getLogger(__name__)
BATCH = 500


def announce(practice) -> int:
    """Call in the transaction that changes something: what is the same as last told is not told again."""
    releases = Release.objects.in_force().filter(practice=practice.pk)
    return tell(releases) if releases.exists() else 0


def release_given(release) -> None:
    """The first line of a recipient's feed about a practice: how it stands on the day of the consent."""
    announce(release.practice)


def announce_missed() -> None:
    """Find every change that nobody announced: a name, a site, a date. Safe to run at any time."""
    last = None
    while True:
        rows = Release.objects.in_force().order_by("pk")
        page = list((rows.filter(pk__gt=last) if last else rows)[:BATCH].values_list("pk", flat=True))
        if not page:
            return
        with transaction.atomic():
            tell(Release.objects.in_force().filter(pk__in=page))
        last = page[-1]


def tell(releases) -> int:
    """Write an event for each of these consents whose payload is not the one last told.

    The recipients are locked first: whoever holds them knows what was told last, and gives the next numbers.
    """
    wanted = Recipient.objects.select_for_update(of=("self",)).filter(pk__in=releases.values("recipient"))
    recipients = {each.pk: each for each in wanted.order_by("pk")}
    latest = StatusEvent.objects.filter(release=OuterRef("pk")).order_by("-sequence").values("payload")[:1]
    rows = list(releases.select_related("practice").annotate(told=Subquery(latest)))
    known = payloads({row.practice_id: row.practice for row in rows}.values())
    changed = [(row, canonical(known[row.practice_id])) for row in rows if row.recipient_id in recipients]
    changed = [(row, text) for row, text in changed if text != row.told]
    if changed:
        write(changed, recipients)
    return len(changed)


def write(changed, recipients: dict) -> None:
    """One after the other per recipient, without a gap."""
    heads = StatusEvent.objects.filter(recipient__in=recipients).values("recipient").annotate(last=Max("sequence"))
    sequence = dict.fromkeys(recipients, 0) | {head["recipient"]: head["last"] for head in heads}
    events = []
    for row, text in changed:
        sequence[row.recipient_id] += 1
        events.append(
            StatusEvent(
                release=row,
                recipient_id=row.recipient_id,
                sequence=sequence[row.recipient_id],
                payload=text,
                delivery=StatusEvent.Delivery.PENDING if recipients[row.recipient_id].webhook_url else "",
            )
        )
    StatusEvent.objects.bulk_create(events)
    if any(event.delivery for event in events) and not any(nudge in waiting for waiting in connection.run_on_commit):
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Wake a worker now; the sweep of every minute sends anyway."""
    try:
        jobs.send_task("compliance.send_webhooks", retry=False, expires=60, ignore_result=True)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the broker, the act itself is done
        logger.warning("The worker could not be nudged (%s); the next sweep sends.", error)
