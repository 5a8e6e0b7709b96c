"""Invoices at the desk: record what came in, void, waive, pay back."""

from django.contrib import admin

from applications.forms.invoices import PayForm
from applications.models import Invoice
from qcp.desk.admin import WorkflowAdmin
from qcp.web.templatetags.portal import money


@admin.register(Invoice)
class InvoiceAdmin(WorkflowAdmin):
    list_display = ["number", "practice", "kind", "amount", "state", "issued_on", "due_on", "paid_on"]
    list_filter = ["state", "kind", "due_on"]
    list_select_related = ["application__practice"]
    search_fields = ["number", "application__practice__legal_name", "application__practice__number", "reference"]
    fields = [
        *("number", "application", "kind", "amount", "state", "issued_on", "due_on"),
        *("paid_on", "method", "reference", "is_waived"),
    ]
    move_forms = {"pay": PayForm}

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "amount"]

    @admin.display(ordering="cents")
    def amount(self, invoice):
        return money(invoice.cents)

    def beside(self, request, record):
        return {**super().beside(request, record), "panels": ["applications/desk/_invoice.html"]}
