"""Asking the bank about what is due: claim and commit, ask with no transaction open, record and commit.

A worker that dies leaves its claim behind; when the lease runs out another takes over. Each claim has a number (the
fence), and what a worker brings back too late is refused. Running it twice, late or at once changes nothing.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from applications.actions import card_settling as settling
from applications.actions.card_refunds import refused
from applications.bank import bank
from applications.bank.answers import Ask, Broken, Declined, Seen, Unanswered, patiently
from applications.models import CardPayment, CardRefund
from applications.states import CardRefundStage, CardStage
from qcp import clock

logger = logging.getLogger(__name__)
LEASE_SECONDS = 120
CREATE_MINUTES = 25  # the bank refuses a session that would end within half an hour
SLOWEST_MINUTES = 60


@dataclass(frozen=True)
class Answer:
    """What came of asking: how the session stands, or why nobody knows."""

    seen: Seen | None = None
    declined: str = ""
    error: str = ""
    new_key: bool = False  # the bank is certain to have no session under the old one


def tend_due(limit: int = 200) -> int:
    """Ask about everything that is due; returns about how many."""
    for done in range(limit):
        payment = claim(CardPayment.objects.due())
        if payment is None:
            return done
        record(payment, answered(payment, patiently))
    return limit


def tend(payment, ask: Ask) -> CardPayment:
    """Ask about this one now, unless a worker is at it; returns it as it then stands."""
    claimed = claim(CardPayment.objects.due().filter(pk=payment.pk))
    if claimed:
        record(claimed, answered(claimed, ask))
    return CardPayment.objects.get(pk=payment.pk)


def claim(payments) -> CardPayment | None:
    """Take the one that has waited longest, and commit that before the bank is asked."""
    with transaction.atomic():
        payment = payments.select_related("invoice").select_for_update(skip_locked=True, of=("self",)).first()
        if payment is None:
            return None
        payment.look_at, payment.lease_until = None, clock.now() + timedelta(seconds=LEASE_SECONDS)
        payment.fence += 1
        payment.save(update_fields=["look_at", "lease_until", "fence"])
        return payment


def answered(payment, ask: Ask) -> Answer:
    """Whatever the bank does is an answer too."""
    try:
        return opened(payment, ask) if payment.stage == CardStage.ASKED else Answer(seen=up_to_date(payment, ask))
    except Declined as refusal:
        return Answer(declined=str(refusal))
    except Unanswered as error:
        return Answer(error=str(error))
    except Exception as error:  # noqa: BLE001  an answer that nobody can read is no answer
        logger.warning("%s: the bank's answer cannot be read.", payment, exc_info=True)
        return Answer(error=f"{type(error).__name__}: {error}")


def opened(payment, ask: Ask) -> Answer:
    """The session, asked for first when an earlier wish may have reached the bank."""
    asked = bank()
    found = ask(lambda: asked.find(payment)) if payment.fence > 1 else None
    if found:
        return Answer(seen=found)
    if not payment.is_wanted or clock.now() > payment.asked_at + timedelta(minutes=CREATE_MINUTES):
        return Answer(declined="The bank never opened a page for it.")
    pages = {
        "back_to": settings.BASE_URL + reverse("applications:waiting", args=[payment.invoice_id]),
        "leave_to": settings.BASE_URL + reverse("applications:pay", args=[payment.invoice_id]),
    }
    try:
        return Answer(seen=ask(lambda: asked.create(payment, **pages)))
    except Broken as error:
        return Answer(error=str(error), new_key=True)


def up_to_date(payment, ask: Ask) -> Seen:
    """Do what is wanted of the bank, then look how it stands: only that counts."""
    asked = bank()
    refund = payment.refunds.filter(stage=CardRefundStage.WANTED).first()
    if payment.stage == CardStage.OPEN and not payment.is_wanted:
        close(payment, asked, ask)
    if refund and not is_known(refund, ask(lambda: asked.see(payment))):
        refund.payment = payment
        send_back(refund, asked, ask)
    return ask(lambda: asked.see(payment))


def close(payment, asked, ask: Ask) -> None:
    try:
        ask(lambda: asked.expire(payment))
    except Declined:
        logger.info("%s had ended before it was called off.", payment)


def is_known(refund, seen: Seen) -> bool:
    """Has the bank this refund already, from a try of which we never heard?"""
    ours = [each for each in seen.refunds if each.refund.partition("/")[0] == str(refund.pk)]
    return any(each.counts or not each.is_final for each in ours)


def send_back(refund, asked, ask: Ask) -> None:
    try:
        ask(lambda: asked.send_back(refund))
    except Broken:
        CardRefund.objects.filter(pk=refund.pk).update(sendings=F("sendings") + 1)  # the bank keeps what broke
        raise
    except Declined as refusal:
        refused(refund, str(refusal))


def record(payment, answer: Answer) -> None:
    """Write down how it stands, unless another worker holds it by now."""
    if answer.seen:
        settling.settle(payment, answer.seen)
    elif answer.declined:
        settling.declined(payment, answer.declined)
    else:
        postpone(payment, answer)


def postpone(payment, answer: Answer) -> None:
    """No answer: ask again after 1, 2, 4 ... minutes."""
    with transaction.atomic():
        mine = CardPayment.objects.select_for_update().filter(pk=payment.pk, fence=payment.fence).first()
        if mine:
            mine.lease_until, mine.last_error = None, answer.error
            mine.resends += answer.new_key
            mine.look_at = mine.look_at or clock.now() + timedelta(minutes=min(2**mine.tries, SLOWEST_MINUTES))
            mine.tries += 1
            mine.save()
