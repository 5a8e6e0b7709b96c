"""Refunds at the bank: ours followed to their end, those that nobody asked for here brought into the books."""

from django.db import transaction

from applications.actions import cards, invoices
from applications.actions.concerns import raise_concern
from applications.actions.invoice_letters import dollars
from applications.bank.answers import Movement
from applications.models import CardRefund, LedgerEntry
from applications.states import CardRefundStage
from qcp import clock
from qcp.workflow.refusals import NotReady

Entry, Stage = LedgerEntry.Entry, CardRefundStage


def follow_refund(payment, moved: Movement) -> None:
    """Book what went back, or what came back because it could not be delivered; and follow our own wish."""
    ours = payment.refunds.filter(pk=moved.refund.rpartition("/")[0]).first() if "/" in moved.refund else None
    if moved.counts:
        booked = invoices.book_card(
            payment, entry_for(payment, ours, moved), moved.cents, reference=moved.id, on=clock.today()
        )
        if booked and ours is None:
            words = f"The bank paid {dollars(moved.cents)} of {payment} back, and nobody asked for it here."
            raise_concern(f"refund/{moved.id}", words, payment)
    elif moved.is_final:
        invoices.undo(payment, moved.id)
    if ours and (moved.counts or not moved.is_final or ours.name == moved.refund):
        note(ours, moved)


def entry_for(payment, ours, moved: Movement):
    """The refund of a fee happens once; all else is money that went back."""
    another = payment.invoice.entries.filter(entry=Entry.REFUND).exclude(reference=moved.id).exists()
    return Entry.RETURN if ours is None or payment.is_surplus or another else Entry.REFUND


def note(refund, moved: Movement) -> None:
    """How our own wish stands now."""
    stage = Stage.DONE if moved.counts else Stage.REFUSED if moved.is_final else Stage.PENDING
    if refund.stage not in (stage, Stage.OTHERWISE):
        refund.stage, refund.refund_id = stage, moved.id
        refund.error = moved.words if stage == Stage.REFUSED else ""
        refund.save()
        if stage == Stage.REFUSED:
            tell_that_it_was_refused(refund)


def refused(refund, words: str) -> None:
    """The bank will not send this money back to the card."""
    with transaction.atomic():
        refund = CardRefund.objects.select_for_update(of=("self",)).select_related("payment__invoice").get(pk=refund.pk)
        if refund.stage == Stage.WANTED:
            refund.stage, refund.error = Stage.REFUSED, words
            refund.save()
            tell_that_it_was_refused(refund)


def tell_that_it_was_refused(refund) -> None:
    words = f"The bank refuses to pay {dollars(refund.cents)} of {refund.payment} back to the card: {refund.error}. "
    way = "Ask it again when the reason is gone, or pay the money back in another way and record that."
    raise_concern(f"refused/{refund.name}", words + way, refund.payment)


def paid_otherwise(refund, *, by, reference, paid_on) -> CardRefund:
    """The office paid the money back by cheque or transfer, because the bank could not."""
    problems = [] if reference.strip() else ["Reference: write the number of the cheque or of the transfer."]
    if paid_on > clock.today():
        problems.append("Date: the money cannot have been paid back after today.")
    if problems:
        raise NotReady(*problems)
    with cards.held(refund, by) as refund:
        if refund.stage != Stage.REFUSED:
            raise NotReady("The bank has not refused this refund.")
        refund.stage = Stage.OTHERWISE
        refund.save()
        entry = entry_for(refund.payment, refund, Movement(reference, refund.cents, counts=True))
        invoices.book_card(refund.payment, entry, refund.cents, reference=reference.strip(), on=paid_on, by=by)
    return refund
