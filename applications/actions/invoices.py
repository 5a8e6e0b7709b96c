"""What happens to an invoice: issued, paid, voided, waived, paid back. Each booking stands beside its move."""

from django.db import IntegrityError, transaction

from applications import notices, policies
from applications.actions import cards
from applications.actions.concerns import raise_concern
from applications.actions.invoice_letters import dollars, invoice_facts, receipt_facts
from applications.gaps import payment as step
from applications.models import FeeSchedule, Invoice, InvoiceLine, LedgerEntry, RefundProposal
from applications.quotes import Quote, QuoteLine, quote
from applications.states import InvoiceKind, InvoiceState, PaymentMethod
from applications.steps import BY_SLUG
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.letters import freeze
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM

Entry = LedgerEntry.Entry
TRIES = 3


def quote_for(application, kind=InvoiceKind.APPLICATION) -> Quote:
    """What it costs today, by the schedule in force."""
    schedule = FeeSchedule.objects.in_force(clock.today())
    if schedule is None:
        raise NotReady("The program has not published its fees yet. Write to the program, and try again later.")
    return quote(
        schedule,
        kind,
        application_kind=application.kind,
        sites=len(application.sites()),
        oncologist_hours=application.practice.oncologist_hours,
    )


def issue(application, kind=InvoiceKind.APPLICATION, *, by, occasion="") -> Invoice:
    """Write the invoice; asking again while one stands returns that one."""
    standing = Invoice.objects.standing().filter(application=application, kind=kind, occasion=occasion).first()
    if standing:
        return standing
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return write(application, kind, occasion, quote_for(application, kind), by)
        except IntegrityError:  # somebody else took the number, or issued the same invoice
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def write(application, kind, occasion, quoted: Quote, by) -> Invoice:
    invoice = Invoice.objects.create(
        case=application.case,
        application=application,
        kind=kind,
        occasion=occasion,
        cents=quoted.cents,
        sites=len(application.sites()),
        oncologist_hours=application.practice.oncologist_hours,
        due_on=deadlines.due_on(Kind.INVOICE, clock.today()),
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, position=place, text=line.text, quantity=line.quantity, unit_cents=line.unit_cents)
        for place, line in enumerate(quoted.lines, start=1)
    )
    chain.begin(invoice, by=by)
    book(invoice, Entry.CHARGE, invoice.cents, on=invoice.issued_on, by=by)
    deadlines.open(invoice, Kind.INVOICE, because=f"{invoice} was issued")
    freeze(invoice, template="invoice", title=f"{invoice}", data=invoice_facts(invoice))
    enqueue(notices.INVOICE_ISSUED, invoice)
    return invoice


def issue_for_practice(application, *, by) -> Invoice:
    """An editor or signatory asks for the invoice of the application fee (step 4)."""
    if not policies.may_edit(application, by):
        raise NotAllowed("The invoice is asked for by the practice's editors and signatories, while they fill in.")
    if waits := BY_SLUG["payment"].waits_for(application):
        raise NotReady(*(f"Complete the step “{step.title}” first: it decides the fee." for step in waits))
    with transaction.atomic():
        application = hold(application)
        match step.wish(application):
            case "anew":
                return issue_anew(application, by=by)
            case "more":
                return issue_difference(application, by=by)
        return issue(application, by=by)


def issue_anew(application, *, by) -> Invoice:
    """The sites or the size changed since the invoice was written: it falls away, and another takes its place."""
    stale = application.invoices.open().filter(kind=InvoiceKind.APPLICATION).order_by("number").last()
    void(stale, by=SYSTEM, note="Sites or size of the practice changed, so the invoice is written anew.")
    application = hold(application)
    is_more = Invoice.objects.standing().filter(application=application, kind=InvoiceKind.APPLICATION).exists()
    if not is_more:
        return issue(application, by=by)
    return issue_difference(application, by=by) if step.wish(application) == "more" else stale


def issue_difference(application, *, by) -> Invoice:
    """The fee is paid, and sites were added since: the rest is asked for by an invoice of its own."""
    fees = application.invoices.filter(kind=InvoiceKind.APPLICATION)
    paid = fees.filter(state=InvoiceState.PAID).order_by("number").first()
    line = QuoteLine(f"Difference to invoice {paid.number}: sites or size of the practice changed", 1, paid.difference)
    return write(application, InvoiceKind.APPLICATION, f"more {fees.count()}", Quote((line,)), by)


def pay(invoice, *, by, paid_by, reference, received_on, note="", card=None):
    """Staff record a cheque or transfer that came in, or the bank a card payment: the clock ends, a receipt follows."""
    given = {"paid_by": paid_by, "reference": reference, "received_on": received_on}
    with advance(invoice, "pay", by=by, note=note, **given) as invoice:
        book(invoice, Entry.PAYMENT, -invoice.cents, on=received_on, by=by, reference=invoice.reference, payment=card)
        cards.call_off(invoice)
        deadlines.close(invoice, Kind.INVOICE)
        freeze(invoice, template="receipt", title=f"Receipt for {invoice}", data=receipt_facts(invoice))
        enqueue(notices.INVOICE_PAID, invoice)
    return invoice


def void(invoice, *, by, note=""):
    """Staff take back an invoice that should not stand; the practice owes nothing by it."""
    with advance(invoice, "void", by=by, note=note) as invoice:
        release(invoice, by)
        enqueue(notices.INVOICE_VOIDED, invoice, note=note)
    return invoice


def waive(invoice, *, by, note=""):
    """The manager gives the fee up: it counts as settled."""
    with advance(invoice, "waive", by=by, note=note) as invoice:
        release(invoice, by)
        enqueue(notices.INVOICE_WAIVED, invoice, note=note)
    return invoice


def release(invoice, by) -> None:
    book(invoice, Entry.RELEASE, -invoice.cents, on=clock.today(), by=by)
    cards.call_off(invoice)
    deadlines.cancel(invoice, Kind.INVOICE)


def propose_refund(invoice, *, by, note):
    """The first of two people of the office proposes to pay the money back."""
    if not policies.may_run_invoices(invoice, by):
        raise NotAllowed("A refund is proposed by QCP staff.")
    if not note.strip():
        raise NotReady("Reason: write why the money goes back.")
    with transaction.atomic():
        invoice = hold(invoice)
        if invoice.state != InvoiceState.PAID:
            raise NotReady(f"{invoice} is not paid, so there is nothing to pay back.")
        if invoice.refund_proposal:
            raise NotReady("A refund has been proposed already. Somebody else has to confirm it.")
        return RefundProposal.objects.create(invoice=invoice, reason=note.strip(), proposed_by=by)


def withdraw_refund(invoice, *, by):
    """Someone of the office takes a proposed refund back before it is confirmed."""
    if not policies.may_run_invoices(invoice, by):
        raise NotAllowed("A proposed refund is taken back by QCP staff.")
    with transaction.atomic():
        invoice = hold(invoice)
        if not invoice.refund_proposal:
            raise NotReady("No refund is waiting to be confirmed.")
        invoice.refund_proposals.filter(withdrawn_at=None).update(withdrawn_at=clock.now())


def refund(invoice, *, by, note=""):
    """The second person confirms: nothing is owed any more, and the money goes back.

    A cheque or transfer is booked at once. To a card the bank sends it, and the books say so when it has.
    """
    proposal = invoice.refund_proposal
    with advance(invoice, "refund", by=by, note=note) as invoice:
        if invoice.method == PaymentMethod.CARD:
            cards.send_back(invoice, proposal, by=by, reason=note)
        else:
            book(invoice, Entry.REFUND, invoice.cents, on=clock.today(), by=by)
        book(invoice, Entry.RELEASE, -invoice.cents, on=clock.today(), by=by)
        enqueue(notices.INVOICE_REFUNDED, invoice, note=note)
    return invoice


def occasion_ended(application, kind, occasion: str, *, note: str) -> None:
    """What an invoice was for will not take place: unpaid it falls away, paid it is put before the office."""
    for invoice in application.invoices.standing().filter(kind=kind, occasion=occasion):
        if invoice.state == InvoiceState.OPEN:
            void(invoice, by=SYSTEM, note=note)
        else:
            words = f"{invoice} over {dollars(invoice.cents)} was paid, and what it was for does not take place: {note}"
            raise_concern(f"ended/{invoice.pk}", f"{words} Propose the refund on its page.", invoice=invoice)


def application_ended(application, *, by) -> None:
    """Fees of an application that ended before they were paid are not owed; extensions and repeat surveys are."""
    for invoice in application.invoices.open().filter(kind=InvoiceKind.APPLICATION):
        void(invoice, by=SYSTEM, note="The application has ended.")


def book(invoice, entry, cents, *, on, by, **more) -> None:
    """Add one line to the books."""
    by = None if by is SYSTEM else by
    LedgerEntry.objects.create(invoice=invoice, entry=entry, cents=cents, on=on, by=by, **more)


def book_card(payment, entry, cents, *, reference, on, by=SYSTEM) -> bool:
    """Add a line about a card payment, once for the bank's name of what happened; True when it is new."""
    if payment.invoice.entries.filter(entry=entry, reference=reference).exists():
        return False
    book(payment.invoice, entry, cents, on=on, by=by, reference=reference, payment=payment)
    return True


def undo(payment, reference: str) -> bool:
    """What had gone back under this name came in again; True when it had."""
    gone = payment.entries.filter(entry__in=(Entry.REFUND, Entry.RETURN), reference=reference).first()
    if gone:
        book_card(payment, Entry.RESTORED, -gone.cents, reference=reference, on=clock.today())
    return bool(gone)
