"""Sending webhooks: claim and commit, send with no transaction open, record and commit, as the letters do.

The disclosure is written with the first claim: nothing leaves without its line in the practice's log.
"""

import json
import logging
import time
from datetime import timedelta

import requests
from cryptography.fernet import InvalidToken
from django.db import transaction

from compliance.models import StatusEvent
from compliance.webhooks import headers, is_outside
from practices.actions.releasing import disclose
from practices.models import Disclosure, Release
from qcp import clock
from qcp.accounts.secrets import unseal
from qcp.workflow.refusals import OutOfDate

logger = logging.getLogger(__name__)
Delivery = StatusEvent.Delivery
LEASE_SECONDS, TIMEOUT_SECONDS, TRIES, ROUND_SECONDS = 60, 10, 8, 40


def send_due(limit: int = 500) -> int:
    """Send what is due, one after the other; safe to run any number of times, anywhere, at once."""
    end = time.monotonic() + ROUND_SECONDS
    for done in range(limit):
        event = claim() if time.monotonic() < end else None
        if event is None:
            return done
        record(event, hand_over(event))
    return limit


def claim() -> StatusEvent | None:
    """Take the event that has waited longest; what may no longer be known is put aside on the way."""
    while True:
        with transaction.atomic():
            due = StatusEvent.objects.due().select_for_update(skip_locked=True, of=("self",))
            event = due.select_related("release__recipient").first()
            if event is None:
                return None
            if may_leave(event):
                return take(event)
            put_aside(event)


def may_leave(event) -> bool:
    """Does the consent stand? The first try writes the disclosure in the same breath."""
    if event.attempts:
        return Release.objects.in_force().filter(pk=event.release_id).exists() and bool(event.recipient.webhook_url)
    try:
        disclose([(event.release, json.loads(event.payload))], channel=Disclosure.Channel.WEBHOOK)
    except OutOfDate:
        return False
    return True


def put_aside(event) -> None:
    event.delivery, event.lease_until = Delivery.WITHHELD, None
    event.save(update_fields=["delivery", "lease_until"])


def take(event) -> StatusEvent:
    event.delivery = Delivery.SENDING
    event.lease_until = clock.now() + timedelta(seconds=LEASE_SECONDS)
    event.fence += 1
    event.attempts += 1
    event.save(update_fields=["delivery", "lease_until", "fence", "attempts"])
    return event


def hand_over(event) -> str:
    """Post it; the answer is '' when the recipient accepted it, else what went wrong."""
    recipient = event.release.recipient
    body = body_of(event)
    try:
        if not is_outside(recipient.webhook_url):
            return "The address does not lead to a public https server."
        sealed = headers(unseal(recipient.webhook_secret), str(event.pk), int(clock.now().timestamp()), body)
        code = posted(recipient.webhook_url, body, sealed)
    except (requests.RequestException, OSError, InvalidToken) as error:
        return f"{type(error).__name__}"
    return "" if 200 <= code < 300 else f"The recipient answered {code}."


def posted(url: str, body: bytes, sealed: dict) -> int:
    """The status of the answer. Its content is never read: nobody fills our memory, or keeps us, with an answer."""
    with requests.post(
        url, data=body, headers=sealed, timeout=TIMEOUT_SECONDS, allow_redirects=False, stream=True
    ) as answer:
        return answer.status_code


def body_of(event) -> bytes:
    """The same at every try."""
    content = {
        "type": "status.changed",
        "sequence": event.sequence,
        "changed_at": event.at.isoformat(),
        "status": json.loads(event.payload),
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False).encode()


def record(claimed: StatusEvent, error: str) -> None:
    """Write down how the try ended, unless another worker holds the event by now."""
    with transaction.atomic():
        event = StatusEvent.objects.select_for_update().get(pk=claimed.pk)
        if (event.delivery, event.fence) != (Delivery.SENDING, claimed.fence):
            logger.warning("Webhook %s: a late worker's result is refused.", event.pk)
            return
        event.lease_until, event.last_error = None, error[:300]
        if not error:
            event.delivery, event.sent_at = Delivery.SENT, clock.now()
        elif event.attempts >= TRIES:
            event.delivery = Delivery.FAILED
        else:
            event.delivery, event.try_at = Delivery.PENDING, clock.now() + timedelta(minutes=2**event.attempts)
        event.save(update_fields=["delivery", "lease_until", "last_error", "sent_at", "try_at"])


def send_again(event) -> None:
    """The office has put right what was wrong: from the beginning."""
    with transaction.atomic():
        event = StatusEvent.objects.select_for_update().get(pk=event.pk)
        if event.delivery == Delivery.FAILED:
            event.delivery, event.attempts, event.try_at = Delivery.PENDING, 1, clock.now()
            event.save(update_fields=["delivery", "attempts", "try_at"])
