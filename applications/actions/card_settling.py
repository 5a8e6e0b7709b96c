"""What follows from how a card payment stands at the bank. Told a thousand times and in any order, the end is the same.

Each movement of money is booked once, under the bank's own name for it. What no rule decides becomes a concern, in
words, for the office.
"""

from datetime import timedelta

from django.db import transaction

from applications.actions import invoices
from applications.actions.card_refunds import follow_refund
from applications.actions.concerns import raise_concern
from applications.actions.invoice_letters import dollars
from applications.bank import moves_real_money
from applications.bank.answers import Movement, Seen
from applications.models import BankMessage, CardPayment, LedgerEntry
from applications.models.card_payment import CURRENCY
from applications.states import CardStage, DisputeState, InvoiceState, PaymentMethod
from qcp import clock
from qcp.workflow.advance import hold
from qcp.workflow.system import SYSTEM

Entry, Stage = LedgerEntry.Entry, CardStage
LOOK_MINUTES = 10  # how often an open session is asked for when the bank sends no message


def settle(payment, seen: Seen) -> None:
    """Take over how it stands, unless a later claim has done so or will."""
    with transaction.atomic():
        mine = held(payment)
        if mine is None:
            return
        if words := difference(mine, seen):
            raise_concern(f"differs/{mine.pk}/{seen.cents}/{seen.currency}", words, mine)
        else:
            follow_the_bank(mine, seen)
        mine.look_at = mine.look_at or next_look(mine)
        mine.save()


def declined(payment, words: str) -> None:
    """The bank refuses, or does not know the session: nobody can pay on it, so that another may be opened."""
    with transaction.atomic():
        mine = held(payment)
        if mine is None:
            return
        mine.last_error = words
        if mine.stage != Stage.ASKED:
            raise_concern(f"unknown/{mine.pk}", f"The bank does not answer for {mine}: {words}", mine)
        if mine.is_live:
            mine.stage = Stage.FAILED
        mine.save()


def held(payment) -> CardPayment | None:
    """The payment, fresh and locked behind its case and invoice; None for whoever comes back too late."""
    invoice = hold(payment.invoice)
    mine = CardPayment.objects.select_for_update().get(pk=payment.pk)
    if mine.fence != payment.fence:
        return None
    mine.invoice, mine.lease_until, mine.tries, mine.last_error = invoice, None, 0, ""
    return mine


def next_look(payment):
    if not payment.is_live:
        return None
    soon = clock.now() + timedelta(minutes=LOOK_MINUTES)
    return max(min(soon, payment.expires_at), clock.now() + timedelta(minutes=1))


def difference(payment, seen: Seen) -> str:
    """What the bank says that cannot be about this payment; empty when all is as we asked for."""
    session, ours = seen.session_id, payment.session_id or seen.session_id
    if seen.payment != str(payment.pk) or session != ours:
        return f"The bank answers with another session ({session}) than that of {payment}."
    if seen.is_live != moves_real_money():
        return f"The bank's session {session} belongs to another kind of account (test or real money)."
    if seen.currency != CURRENCY:
        return f"The bank's session {session} is in {seen.currency.upper()}, and not in US dollars."
    if seen.cents != payment.cents:
        return f"The bank says {dollars(seen.cents)} for {payment}, which is over {dollars(payment.cents)}."
    return ""


def follow_the_bank(payment, seen: Seen) -> None:
    payment.session_id, payment.url = seen.session_id, seen.url or payment.url
    learn_its_name(payment, seen.intent_id)
    if seen.is_paid:
        if payment.stage != Stage.PAID:
            arrived(payment, seen)
        for refund in seen.refunds:
            follow_refund(payment, refund)
        for dispute in seen.disputes:
            follow_dispute(payment, dispute)
        payment.is_short = is_short(payment)
    elif payment.is_live:
        payment.stage = Stage.FAILED if seen.has_failed else STAGES[seen.status]


STAGES = {"open": Stage.OPEN, "complete": Stage.OPEN, "expired": Stage.EXPIRED}  # complete: the money is on its way


def learn_its_name(payment, intent_id: str) -> None:
    if intent_id and payment.intent_id != intent_id:
        payment.intent_id = intent_id
        BankMessage.objects.filter(payment=None, intent_id=intent_id).update(payment=payment, look_at=None)


def arrived(payment, seen: Seen) -> None:
    """The money is there: it settles the fee, or it was not owed any more."""
    on = min(clock.on(seen.paid_at), clock.today())
    payment.stage, payment.paid_at = Stage.PAID, seen.paid_at
    payment.is_surplus = payment.invoice.state != InvoiceState.OPEN
    payment.save()
    if payment.is_surplus:
        invoices.book_card(payment, Entry.SURPLUS, -seen.cents, reference=payment.intent_id, on=on)
        words = f"{dollars(seen.cents)} came in by card for {payment.invoice}, which was settled already. Send it back."
        raise_concern(f"surplus/{payment.intent_id}", words, payment)
    else:
        method = {"paid_by": PaymentMethod.CARD, "reference": payment.intent_id, "received_on": on}
        payment.invoice = invoices.pay(payment.invoice, by=SYSTEM, card=payment, **method)


def follow_dispute(payment, dispute: Movement) -> None:
    """A payer objected at their own bank, which takes the money back and may give it back later."""
    said = f"The payer disputes {payment} over {dollars(dispute.cents)} at their bank: {dispute.words}."
    if dispute.counts:
        invoices.book_card(payment, Entry.RETURN, dispute.cents, reference=dispute.id, on=clock.today())
        payment.dispute = DisputeState.LOST if dispute.is_final else DisputeState.OPEN
        raise_concern(f"dispute/{dispute.id}/{payment.dispute}", f"{said} The money was taken back.", payment)
    elif invoices.undo(payment, dispute.id):
        payment.dispute = DisputeState.WON
        raise_concern(f"dispute/{dispute.id}/won", f"{said} The bank gave the money back.", payment)
    else:
        raise_concern(f"dispute/{dispute.id}/asked", f"{said} No money was taken so far.", payment)


def is_short(payment) -> bool:
    """Is the fee held to be paid, although the money is gone again?"""
    is_paid = payment.invoice.state == InvoiceState.PAID
    return is_paid and not payment.is_surplus and payment.money < payment.cents
