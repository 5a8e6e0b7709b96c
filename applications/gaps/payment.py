"""What is missing in step 4. A fee that was waived is settled; one that was voided or paid back is not."""

from applications.states import InvoiceKind, InvoiceState

from .gap import Gap

STEP = "payment"


def gaps(application) -> list[Gap]:
    invoices = fees_of(application)
    if any(invoice.state == InvoiceState.PAID or invoice.is_waived for invoice in invoices):
        return []
    waiting = next((invoice for invoice in invoices if invoice.state == InvoiceState.OPEN), None)
    if waiting is None:
        return [Gap("Ask for the invoice of the application fee.", step=STEP)]
    return [Gap(f"Pay invoice {waiting.number} by cheque or ACH; QCP staff confirm when it has arrived.", step=STEP)]


def begun(application) -> bool:
    return bool(fees_of(application))


def fees_of(application) -> list:
    """The invoices of the application fee, the latest first."""
    return [invoice for invoice in application.invoices.all() if invoice.kind == InvoiceKind.APPLICATION]
