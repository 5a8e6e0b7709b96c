"""Invoices and the books beside them."""

from django.db.models import Sum

from applications.models import Invoice
from applications.states import InvoiceState


def ledger_agrees():
    """Open: the charge stands. Otherwise nothing is owed; paid money is in the books exactly once."""
    for invoice in Invoice.objects.all():
        entries = invoice.entries.all()
        owed = entries.aggregate(sum=Sum("cents"))["sum"] or 0
        paid = -(entries.filter(entry="payment").aggregate(sum=Sum("cents"))["sum"] or 0)
        back = entries.filter(entry="refund").aggregate(sum=Sum("cents"))["sum"] or 0
        if owed != (invoice.cents if invoice.state == InvoiceState.OPEN else 0):
            yield f"{invoice} is {invoice.state}, but the ledger says that {owed} cents are owed."
        if paid != (invoice.cents if invoice.state in (InvoiceState.PAID, InvoiceState.REFUNDED) else 0):
            yield f"{invoice} is {invoice.state}, but the ledger holds {paid} cents of payment."
        if back != (invoice.cents if invoice.state == InvoiceState.REFUNDED else 0):
            yield f"{invoice} is {invoice.state}, but the ledger paid {back} cents back."
