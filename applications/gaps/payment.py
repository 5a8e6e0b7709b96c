"""What is missing in step 4. A fee that was waived is settled; one that was voided or paid back is not."""

from applications.states import InvoiceKind, InvoiceState

from .gap import Gap

STEP = "payment"


def gaps(application) -> list[Gap]:
    invoice = standing(application)
    if invoice is None:
        return [Gap("Ask for the invoice of the application fee.", step=STEP)]
    if invoice.state != InvoiceState.OPEN:
        return []
    return [Gap(f"Pay invoice {invoice.number} by cheque or ACH; QCP staff confirm when it has arrived.", step=STEP)]


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
