"""Card payments, our side of them: a session wished for, no longer wished for, a refund that two people stand behind.

Nothing here talks to the bank. Each act leaves a row that says what is wanted; `card_tending` asks the bank.
"""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from applications import policies
from applications.bank import takes_cards
from applications.models import CardPayment, CardRefund
from applications.states import CardRefundStage, InvoiceState
from qcp import clock
from qcp.celery import app as jobs
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

logger = logging.getLogger(__name__)
SESSION_MINUTES = 60  # the bank's page stands open so long; the bank allows 30 minutes to 24 hours
Stage = CardRefundStage


def start(invoice, *, by) -> CardPayment:
    """Somebody of the practice wants to pay by card. While a session stands everybody is led to that one."""
    if not policies.may_pay(invoice, by):
        raise NotAllowed("An invoice is paid by the practice's editors and signatories.")
    if not takes_cards():
        raise NotReady("The program takes no cards at the moment. Pay by cheque or ACH transfer.")
    with transaction.atomic():
        invoice = hold(invoice)
        if invoice.state != InvoiceState.OPEN:
            raise NotReady(f"{invoice} is settled already, so there is nothing to pay.")
        standing = invoice.card_payments.live().first()
        if standing and standing.is_wanted:
            return standing
        if standing:
            raise NotReady("The bank still closes an earlier page of this invoice. Try again in a minute.")
        now = clock.now()
        return CardPayment.objects.create(
            invoice=invoice,
            number=invoice.card_payments.count() + 1,
            cents=invoice.cents,
            asked_by=by,
            asked_at=now,
            look_at=now,
            expires_at=(now + timedelta(minutes=SESSION_MINUTES)).replace(microsecond=0),
        )


def call_off(invoice) -> None:
    """The fee was settled in another way: whoever has the bank's page open shall not pay it again."""
    if invoice.card_payments.live().update(is_wanted=False, look_at=clock.now()):
        wake_on_commit()


def look_now(invoice, *, by) -> None:
    """Somebody who waits wants the bank to be asked now."""
    if not policies.may_pay(invoice, by) and not policies.may_run_invoices(invoice, by):
        raise NotAllowed("The bank is asked by those who pay, and by the office.")
    invoice.card_payments.filter(lease_until=None).live().update(look_at=clock.now())


def send_back(invoice, proposal, *, by, reason) -> None:
    """The refund of a paid fee was confirmed by a second person: the money goes to the card that it came from."""
    payment = invoice.card_payments.get(intent_id=invoice.reference)
    if payment.money > 0:
        CardRefund.objects.create(
            payment=payment,
            cents=payment.money,
            stage=Stage.WANTED,
            proposed_by=proposal.proposed_by,
            confirmed_by=by,
            confirmed_at=clock.now(),
            reason=reason,
        )
    look_again(payment)


def propose_return(payment, *, by, reason) -> CardRefund:
    """Money came in that nobody owed: the first of two people proposes to send it back."""
    if not policies.may_run_invoices(payment.invoice, by):
        raise NotAllowed("Money is sent back by QCP staff.")
    if not reason.strip():
        raise NotReady("Reason: write why the money goes back.")
    with transaction.atomic():
        hold(payment.invoice)
        payment = CardPayment.objects.select_for_update().get(pk=payment.pk)
        if not payment.is_surplus or payment.money <= 0:
            raise NotReady("This payment settled its fee. Propose the refund on the invoice.")
        if payment.refunds.exclude(stage=Stage.TAKEN_BACK).exists():
            raise NotReady("It has been proposed already to send this money back.")
        return CardRefund.objects.create(payment=payment, cents=payment.money, proposed_by=by, reason=reason.strip())


def confirm_return(refund, *, by) -> CardRefund:
    """The second person agrees, and the money goes back to the card."""
    with held(refund, by) as refund:
        if refund.stage != Stage.PROPOSED:
            raise NotReady("This was decided already.")
        if refund.proposed_by_id == by.pk:
            raise NotAllowed("You proposed it yourself: somebody else of the office confirms it.")
        refund.stage, refund.confirmed_by, refund.confirmed_at = Stage.WANTED, by, clock.now()
        refund.save()
        look_again(refund.payment)
    return refund


def take_return_back(refund, *, by) -> CardRefund:
    """Someone of the office withdraws what was proposed, before it is confirmed."""
    with held(refund, by) as refund:
        if refund.stage != Stage.PROPOSED:
            raise NotReady("This was decided already.")
        refund.stage = Stage.TAKEN_BACK
        refund.save()
    return refund


def try_again(refund, *, by) -> CardRefund:
    """The bank refused; what held it back is gone, so the bank is asked once more, as a new wish."""
    with held(refund, by) as refund:
        if refund.stage != Stage.REFUSED:
            raise NotReady("The bank has not refused this refund.")
        refund.stage, refund.refund_id, refund.error = Stage.WANTED, "", ""
        refund.sendings += 1
        refund.save()
        look_again(refund.payment)
    return refund


@contextmanager
def held(refund, by):
    """The refund, fresh and locked, its case locked first; for people who keep the books of this invoice."""
    with transaction.atomic():
        invoice = hold(refund.payment.invoice)
        if not policies.may_run_invoices(invoice, by):
            raise NotAllowed("Money is sent back by QCP staff.")
        yield CardRefund.objects.select_for_update(of=("self",)).select_related("payment").get(pk=refund.pk)


def look_again(payment) -> None:
    CardPayment.objects.filter(pk=payment.pk).update(look_at=clock.now())
    wake_on_commit()


def wake_on_commit() -> None:
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Call a worker now. May fail without harm: the sweep of every minute finds what is due."""
    try:
        jobs.send_task("applications.tend_cards", retry=False, expires=60, ignore_result=True)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the broker, the act itself is done
        logger.warning("The worker could not be called (%s); the next sweep comes by.", error)
