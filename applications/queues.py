"""What waits for whom about applications and their invoices."""

from qcp import clock
from qcp.accounts.models import Role
from qcp.web.queues import Line, Queue

from .models import Invoice, PolicyDocument
from .states import EDITABLE, InvoiceState, PolicyState, State

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


def policies_to_read(user):
    """Checked, and part of an application that the office has."""
    waiting = PolicyDocument.objects.visible_to(user).current()
    return waiting.filter(state=PolicyState.CLEAN, application__state=State.SUBMITTED).for_list().order_by("opened_at")


def policies_to_replace(user):
    """Sent back by the office or refused by the check, and not replaced yet."""
    sent_back = (
        PolicyDocument.objects.visible_to(user)
        .current()
        .filter(
            state__in=(PolicyState.RETURNED, PolicyState.REJECTED),
            application__state__in=(*EDITABLE, State.SUBMITTED),
        )
    )
    return sent_back.for_list().order_by("opened_at")


def policy_line(document) -> Line:
    return Line(f"{document}, {document.practice}", document.get_absolute_url(), document.get_state_display())


QUEUES = [
    Queue("applications.policies-to-read", "Policies to read", OFFICE, policies_to_read, policy_line, quiet=True),
    Queue(
        "applications.policies-to-replace",
        "Policies to replace",
        Role.PRACTICE,
        policies_to_replace,
        policy_line,
        quiet=True,
    ),
    Queue("applications.invoices-overdue", "Invoices overdue", OFFICE, invoices_overdue, invoice_line),
    Queue("applications.invoices-open", "Invoices open", OFFICE, invoices_open, invoice_line, quiet=True),
    Queue("applications.refunds", "Refunds to confirm", OFFICE, refunds_to_confirm, invoice_line, quiet=True),
    Queue("applications.invoices-to-pay", "Invoices to pay", Role.PRACTICE, invoices_to_pay, invoice_line, quiet=True),
]
