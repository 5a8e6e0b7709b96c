"""A message of the bank is a hint that there is something to see: kept once, checked, and then the bank is asked."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from applications.actions import cards
from applications.actions.concerns import raise_concern
from applications.bank import bank, moves_real_money
from applications.bank.answers import Declined, Unanswered
from applications.models import BankMessage, CardPayment
from applications.models.card_payment import CURRENCY
from qcp import clock

logger = logging.getLogger(__name__)
ABOUT_MONEY = ("checkout.session.", "payment_intent.", "charge.", "refund.")
ASK_AGAIN_MINUTES = 5


@transaction.atomic
def receive(event: dict) -> None:
    """Keep the message, and have the bank asked about its payment; the second time it comes nothing happens.

    What does not fit to our own row is not followed: it becomes a concern.
    """
    thing, kind = event["data"]["object"], event["type"]
    message, is_new = BankMessage.objects.get_or_create(event_id=event["id"], defaults={"kind": kind[:80]})
    if not is_new or not kind.startswith(ABOUT_MONEY):
        return
    message.payment, message.intent_id = payment_named_in(thing), intent_named_in(thing)
    if message.payment is None and not message.intent_id:
        raise_concern(f"message/{message.event_id}", f"The bank's message {message} is about no payment of ours.")
    elif message.payment is None:
        message.look_at = clock.now()
        cards.wake_on_commit()
    elif words := difference(message.payment, event, thing):
        raise_concern(f"message/{message.event_id}", f"{message}: {words}", message.payment)
    else:
        cards.look_again(message.payment)
    message.save()


def intent_named_in(thing: dict) -> str:
    named = thing.get("id") if thing.get("object") == "payment_intent" else thing.get("payment_intent")
    return named if isinstance(named, str) else ""


def payment_named_in(thing: dict) -> CardPayment | None:
    """By the name that we gave it, or by the bank's own."""
    name = thing.get("client_reference_id") or (thing.get("metadata") or {}).get("payment") or ""
    intent = intent_named_in(thing)
    if intent and (known := CardPayment.objects.filter(intent_id=intent).first()):
        return known
    return find(name)


def find(name) -> CardPayment | None:
    try:
        return CardPayment.objects.filter(pk=name).first() if name else None
    except (ValueError, TypeError, ValidationError):
        return None


def difference(payment, event: dict, thing: dict) -> str:
    """What the message says otherwise than our own row."""
    if event.get("livemode") is not moves_real_money():
        return "it is from another kind of account (test or real money)."
    if event.get("account"):
        return f"it is from another account ({event['account']})."
    if thing.get("currency") != CURRENCY:
        return f"it is in {thing.get('currency')}, and not in US dollars."
    if thing.get("object") == "checkout.session" and thing.get("id") != (payment.session_id or thing.get("id")):
        return f"it is about another session ({thing.get('id')})."
    cents = AMOUNT.get(thing.get("object"))
    if cents and thing.get(cents) != payment.cents:
        return f"it is over {thing.get(cents)} cents, our payment over {payment.cents}."
    return ""


AMOUNT = {"checkout.session": "amount_total", "payment_intent": "amount", "charge": "amount"}  # a refund may be smaller


def match_due(limit: int = 100) -> None:
    """Ask the bank whose payment it is that a message named only by the bank's own name."""
    for message in BankMessage.objects.filter(look_at__lte=clock.now()).order_by("look_at")[:limit]:
        try:
            matched(message, bank().payment_of(message.intent_id))
        except (Unanswered, Declined) as error:
            logger.warning("%s: the bank could not be asked (%s).", message, error)
            later = clock.now() + timedelta(minutes=ASK_AGAIN_MINUTES)
            BankMessage.objects.filter(pk=message.pk).update(look_at=later)


@transaction.atomic
def matched(message, name: str) -> None:
    payment = find(name)
    BankMessage.objects.filter(pk=message.pk).update(payment=payment, look_at=None)
    if payment:
        cards.look_again(payment)
    else:
        raise_concern(f"message/{message.event_id}", f"The bank's message {message} is about no payment of ours.")
