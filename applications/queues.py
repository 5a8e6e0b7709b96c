"""What waits for whom about applications and their invoices."""

from qcp import clock
from qcp.accounts.models import Role
from qcp.web.queues import Line, Queue

from .models import Invoice
from .states import InvoiceState

OFFICE = (Role.STAFF, Role.MANAGER)


def invoices_overdue(user):
    return Invoice.objects.visible_to(user).open().filter(due_on__lt=clock.today()).for_list().order_by("due_on")


def invoices_open(user):
    return Invoice.objects.visible_to(user).open().filter(due_on__gte=clock.today()).for_list().order_by("due_on")


def refunds_to_confirm(user):
    """Proposed by somebody else of the office."""
    waiting = Invoice.objects.visible_to(user).filter(state=InvoiceState.PAID, refund_proposals__withdrawn_at=None)
    return waiting.exclude(refund_proposals=None).exclude(refund_proposals__proposed_by=user).for_list()


def invoices_to_pay(user):
    return Invoice.objects.visible_to(user).open().for_list().order_by("due_on")


def invoice_line(invoice) -> Line:
    return Line(
        f"{invoice}, {invoice.practice}", invoice.get_absolute_url(), invoice.get_kind_display(), invoice.due_on
    )


QUEUES = [
    Queue("applications.invoices-overdue", "Invoices overdue", OFFICE, invoices_overdue, invoice_line),
    Queue("applications.invoices-open", "Invoices open", OFFICE, invoices_open, invoice_line, quiet=True),
    Queue("applications.refunds", "Refunds to confirm", OFFICE, refunds_to_confirm, invoice_line, quiet=True),
    Queue("applications.invoices-to-pay", "Invoices to pay", Role.PRACTICE, invoices_to_pay, invoice_line, quiet=True),
]
