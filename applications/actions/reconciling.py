"""Every night the bank's books are laid beside ours. What differs is asked about at once, or put before the office."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from applications.actions import cards
from applications.actions.bank_messages import find
from applications.actions.concerns import raise_concern
from applications.bank import bank
from applications.models import CardPayment, LedgerEntry
from applications.states import CardStage
from qcp import clock

WINDOW_HOURS = 7 * 24  # a week of nights may fail before anything is missed
OVERLAP_HOURS = 2
ENDS = {"open": (CardStage.OPEN,), "expired": (CardStage.EXPIRED, CardStage.FAILED)}


@dataclass
class Differences:
    """payments: ours that the bank sees otherwise. foreign: the bank's that we do not know."""

    payments: set = field(default_factory=set)
    foreign: set = field(default_factory=set)

    def __len__(self):
        return len(self.payments) + len(self.foreign)


def compare() -> Differences:
    """Find every difference of the last days, have each of ours looked at, and raise the others."""
    since = clock.now() - timedelta(hours=WINDOW_HOURS)
    found = Differences()
    seen = list(bank().sessions_since(since - timedelta(hours=OVERLAP_HOURS)))
    moved = list(bank().movements_since(since))
    look_at_sessions(seen, found)
    look_at_ours(since, {each.session_id for each in seen}, found)
    look_at_movements(moved, found)
    act_upon(found)
    return found


def look_at_sessions(seen, found: Differences) -> None:
    """Each session of the bank has its row, in the same state and over the same amount."""
    known = {str(each.pk): each for each in CardPayment.objects.filter(pk__in=names(seen)).prefetch_related("entries")}
    for session in seen:
        payment = known.get(session.payment)
        if payment is None:
            found.foreign.add(f"session {session.session_id}")
        elif not agrees(payment, session):
            found.payments.add(payment.pk)


def names(seen) -> list:
    return [found.pk for session in seen if (found := find(session.payment))]


def agrees(payment, session) -> bool:
    same = (payment.session_id, payment.cents, "usd") == (session.session_id, session.cents, session.currency)
    if session.is_paid:
        left = session.cents - sum(each.cents for each in (*session.refunds, *session.disputes) if each.counts)
        return same and payment.stage == CardStage.PAID and payment.money == left
    return same and payment.stage in ENDS.get(session.status, tuple(CardStage))


def look_at_ours(since, at_the_bank: set, found: Differences) -> None:
    """Each of our sessions of these days is known to the bank."""
    ours = CardPayment.objects.filter(asked_at__gte=since).exclude(session_id="")
    found.payments |= {payment.pk for payment in ours if payment.session_id not in at_the_bank}


def look_at_movements(moved, found: Differences) -> None:
    """Refunds and disputes of payments however old: those that count are in the books, the others are not."""
    for intent, movement in moved:
        payment = CardPayment.objects.filter(intent_id=intent).first()
        if payment is None:
            found.foreign.add(f"movement {movement.id}")
        elif is_booked(payment, movement.id) != movement.counts:
            found.payments.add(payment.pk)


def is_booked(payment, reference: str) -> bool:
    """Went it out by the books, and not in again?"""
    Entry = LedgerEntry.Entry  # noqa: N806
    entries = set(payment.entries.filter(reference=reference).values_list("entry", flat=True))
    return bool(entries & {Entry.REFUND, Entry.RETURN}) and Entry.RESTORED not in entries


def act_upon(found: Differences) -> None:
    with transaction.atomic():
        for name in sorted(found.foreign):
            raise_concern(f"foreign/{name}", f"The bank has a {name} that belongs to no payment of ours.")
        if found.payments:
            CardPayment.objects.filter(pk__in=found.payments).update(look_at=clock.now())
            cards.wake_on_commit()
