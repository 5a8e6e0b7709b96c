"""Sending what waits in the outbox: claim and commit, send with no transaction open, record and commit.

A worker that dies leaves its claim behind. When the lease runs out another worker takes the letter over, asks the
provider first whether it had been accepted, and only then sends. Each claim has a number (the fence): the result of a
worker that came back too late is refused.
"""

import logging
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.mime.text import MIMEText

from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q

from qcp import clock
from qcp.access.models import Recusal

from . import epoch, letters, receipts
from .models import Attempt, Message
from .providers import Answer, Bounced, Unsure, provider

logger = logging.getLogger(__name__)

LEASE_SECONDS = 120  # longer than any provider is waited for (EMAIL_TIMEOUT, per answer)
TRIES = 8
ROUND_SECONDS = 240  # a round takes no new letter after that; the next minute's round goes on
Delivery, Outcome = Message.Delivery, Attempt.Outcome
ENDINGS = {Bounced: Outcome.BOUNCED, Unsure: Outcome.UNSURE}  # every other exception: refused for now


@dataclass(frozen=True)
class Claim:
    """One worker's right to send one letter, until the lease ends."""

    message: Message
    until: datetime
    doubtful: bool  # an earlier try may have been accepted: its worker died, or the connection was lost

    @property
    def holds(self) -> bool:
        return clock.now() < self.until


@dataclass(frozen=True)
class Result:
    """How a try ended, in the words of the attempt's row."""

    outcome: str
    note: str = ""
    error: str = ""

    @property
    def accepted(self) -> bool:
        return self.outcome in (Outcome.ACCEPTED, Outcome.FOUND)


def deliver_due(limit: int = 1000) -> int:
    """Send what is due, one letter at a time; safe to run any number of times, anywhere, at once."""
    epoch.hold_if_restored()
    end, done = time.monotonic() + ROUND_SECONDS, 0
    for claimed in claims(limit, end):
        record(claimed, hand_over(claimed))
        done += 1
    return done


def claim() -> Claim | None:
    """Take the letter that has waited longest."""
    return next(claims(), None)


def claims(limit: int = 1000, end: float = math.inf) -> Iterator[Claim]:
    """Take what is due now, longest wait first, each letter when its turn comes, and none after `end`."""
    for pk in Message.objects.due().values_list("pk", flat=True)[:limit]:
        claimed = claim_one(pk) if time.monotonic() < end else None
        if claimed:
            yield claimed


def claim_one(pk) -> Claim | None:
    """Lock a letter, unless another worker has it, and commit the try before it is made."""
    with transaction.atomic():
        free = Message.objects.select_for_update(skip_locked=True, of=("self",))
        message = free.filter(pk=pk).first()
        if message is None or not message.is_due:
            return None
        if still_meant(message):
            return take(message)
        withhold(message)
        return None


def still_meant(message: Message) -> bool:
    """Is the reader still in the portal and on the case?"""
    if message.recipient_id is None:
        return True
    stepped_off = Recusal.objects.filter(user=message.recipient_id, case=message.case_id)
    here = get_user_model().objects.filter(pk=message.recipient_id, is_active=True)
    return here.exists() and not stepped_off.exists()


def take(message: Message) -> Claim:
    doubtful = message.fence > 0 and last_outcome(message) in (Outcome.OPEN, Outcome.UNSURE)
    message.delivery = Delivery.SENDING
    until = message.lease_until = clock.now() + timedelta(seconds=LEASE_SECONDS)
    message.fence += 1
    message.attempts += 1
    message.save(update_fields=["delivery", "lease_until", "fence", "attempts"])
    Attempt.objects.create(message=message, number=message.fence, provider=provider().name)
    return Claim(message, until, doubtful)


def last_outcome(message: Message) -> str | None:
    return message.tries.order_by("-number").values_list("outcome", flat=True).first()


def withhold(message: Message) -> None:
    message.delivery, message.lease_until = Delivery.WITHHELD, None
    message.save(update_fields=["delivery", "lease_until"])


def hand_over(claimed: Claim) -> Result:
    """Ask or send, with no transaction open. Whatever the provider raises is a result too."""
    note = ""
    try:
        if claimed.doubtful:
            answer = provider().ask(claimed.message.reference)
            if answer is Answer.ACCEPTED:
                return Result(Outcome.FOUND)
            if claimed.message.attempts > TRIES:
                return Result(Outcome.BOUNCED, error=f"No answer was recorded in {TRIES} tries.")
            if answer is Answer.CANNOT_SAY:
                note = "unknown, resent"
                logger.warning("Letter %s: unknown whether it was accepted, resent.", claimed.message.pk)
        if not claimed.holds:
            return Result(Outcome.ABANDONED)
        provider().send(as_email(claimed.message))
    except Exception as error:
        outcome = ENDINGS.get(type(error), Outcome.REFUSED)
        return Result(outcome, note, f"{type(error).__name__}: {error}")
    return Result(Outcome.ACCEPTED, note)


def as_email(message: Message) -> EmailMultiAlternatives:
    """Plain text, and the same words in HTML."""
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={
            "Message-ID": f"<{message.reference}>",
            "Date": message.created_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(letters.in_html(message.subject, message.body), "text/html")
    if message.enclosure:
        letter.attach(enclosed(message))
    return letter


def enclosed(message: Message) -> MIMEText:
    """The file beside the letter, under its name and with the parameters of its type (an invitation has a method)."""
    kind, *parameters = message.enclosure_type.split("; ")
    file = MIMEText(message.enclosure, kind.removeprefix("text/"), "utf-8")
    for parameter in parameters:
        name, value = parameter.split("=", 1)
        file.set_param(name, value)
    file.add_header("Content-Disposition", "attachment", filename=message.enclosure_name)
    return file


def record(claimed: Claim, result: Result) -> None:
    """Write down how the try ended, and what follows from it, unless another worker holds the letter by now."""
    message = claimed.message
    mine = Q(delivery=Delivery.SENDING, fence=message.fence)
    open_to = mine | Q(delivery__in=(Delivery.PENDING, Delivery.FAILED)) if result.accepted else mine
    with transaction.atomic():
        receipts.hold_case(message)
        message.tries.filter(number=message.fence).update(outcome=result.outcome, note=result.note, error=result.error)
        if not Message.objects.filter(open_to, pk=message.pk).update(**after(message, result)):
            logger.warning(
                "Letter %s: the late result of try %s (%s) is refused.", message.pk, message.fence, result.outcome
            )
        elif result.accepted:
            receipts.received(message, receipts.DELIVERY)


def after(message: Message, result: Result) -> dict:
    """The letter's own fields after a try. Refused: wait 2, 4, 8 … minutes, and give up after the last try.

    A dead letter shows in the office's queue.
    """
    if result.accepted:
        return {"delivery": Delivery.SENT, "lease_until": None, "sent_at": clock.now()}
    if result.outcome == Outcome.ABANDONED:
        return again(minutes=0)
    if result.outcome == Outcome.BOUNCED or message.attempts >= TRIES:
        return {"delivery": Delivery.FAILED, "lease_until": None, "last_error": result.error}
    return again(minutes=2**message.attempts) | {"last_error": result.error}


def again(minutes: int) -> dict:
    return {"delivery": Delivery.PENDING, "lease_until": None, "try_at": clock.now() + timedelta(minutes=minutes)}
