"""What is missing in step 4. A fee that was waived is settled; one that was voided or paid back is not."""

from applications.states import InvoiceKind, InvoiceState, PaymentMethod

from .gap import Gap

STEP = "payment"


def gaps(application) -> list[Gap]:
    invoice = standing(application)
    if invoice is None:
        return [Gap("Ask for the invoice of the application fee.", step=STEP)]
    return [Gap(words, step=STEP) for words in [*anew(application, invoice), *unpaid(application, invoice)]]


def anew(application, invoice) -> list[str]:
    """The sites or the size changed since the invoice was written."""
    number = invoice.number
    match wish(application):
        case "anew":
            return [f"Have invoice {number} written anew: sites or size of the practice changed since it was written."]
        case "more":
            return [f"Ask for the invoice of the difference: sites or size changed since {number} was paid."]
    return []


def unpaid(application, invoice) -> list[str]:
    """What is still to come in; by cheque, transfer or, where the program takes cards, by card."""
    way = "by cheque or ACH; QCP staff confirm when it has arrived."
    found = [
        f"Pay invoice {each.number} {way}" for each in reversed(fees_of(application)) if each.state == InvoiceState.OPEN
    ]
    if invoice.method == PaymentMethod.CARD and invoice.card_payments.filter(is_short=True).exists():
        found.append(f"The bank took the card payment of invoice {invoice.number} back. Write to QCP staff.")
    return found


def wish(application) -> str:
    """Which invoice the practice may ask for now: the 'first', that one 'anew', 'more' of a paid fee, or none ('')."""
    invoice = standing(application)
    if invoice is None:
        return "first"
    if invoice.is_waived or not (difference := invoice.difference):
        return ""
    if invoice.state == InvoiceState.OPEN or any(each.state == InvoiceState.OPEN for each in fees_of(application)):
        return "anew"
    return "more" if difference > 0 else ""


def standing(application):
    """The invoice that counts: settled if there is such a one, else the one to pay; or None."""
    fees = fees_of(application)
    settled = [invoice for invoice in fees if invoice.state == InvoiceState.PAID or invoice.is_waived]
    return next(iter([*settled, *(invoice for invoice in fees if invoice.state == InvoiceState.OPEN)]), None)


def begun(application) -> bool:
    return bool(fees_of(application))


def fees_of(application) -> list:
    """The invoices of the application fee, the latest first."""
    return [invoice for invoice in application.invoices.all() if invoice.kind == InvoiceKind.APPLICATION]
