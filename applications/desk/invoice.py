"""Invoices at the desk: record what came in, void, waive, pay back."""

from django.contrib import admin

from applications.forms.invoices import PayForm
from applications.models import Invoice
from applications.states import InvoiceState
from qcp import clock
from qcp.desk.admin import WorkflowAdmin
from qcp.web.sheets import csv_response
from qcp.web.templatetags.portal import money

HEAD = ["number", "practice", "practice number", "what for", "cents", "standing", "issued", "due", "paid", "by", "mark"]


class Standing(admin.SimpleListFilter):
    """What the office asks for: what is owed, what is late, what came in."""

    title, parameter_name = "standing", "standing"
    QUESTIONS = {
        "open": ("Open", lambda found: found.open().filter(due_on__gte=clock.today())),
        "overdue": ("Overdue", lambda found: found.open().filter(due_on__lt=clock.today())),
        "paid": ("Paid", lambda found: found.filter(state=InvoiceState.PAID)),
        "taken-back": ("Paid, and taken back by the bank", lambda found: found.unsettled().exclude(state="open")),
        "waived": ("Waived", lambda found: found.filter(is_waived=True)),
        "void": ("Void", lambda found: found.filter(state=InvoiceState.VOID, is_waived=False)),
        "refunded": ("Paid back", lambda found: found.filter(state=InvoiceState.REFUNDED)),
    }

    def lookups(self, request, model_admin):
        return [(key, words) for key, (words, _) in self.QUESTIONS.items()]

    def queryset(self, request, queryset):
        asked = self.QUESTIONS.get(self.value())
        return asked[1](queryset) if asked else queryset


@admin.register(Invoice)
class InvoiceAdmin(WorkflowAdmin):
    list_display = ["number", "practice", "kind", "amount", "state", "issued_on", "due_on", "paid_on"]
    list_filter = [Standing, "kind", "due_on"]
    actions = ["as_sheet"]
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

    @admin.action(description="Take the chosen invoices along as a sheet (CSV)")
    def as_sheet(self, request, invoices):
        request.shown_list = ("Invoices", invoices.count())
        rows = (
            [
                *(invoice.number, invoice.practice.legal_name, invoice.practice.number, invoice.get_kind_display()),
                *(invoice.cents, standing_of(invoice), invoice.issued_on, invoice.due_on),
                *(invoice.paid_on, invoice.get_method_display(), invoice.reference),
            ]
            for invoice in invoices.for_list()
        )
        return csv_response("invoices", HEAD, rows)

    def beside(self, request, record):
        return {**super().beside(request, record), "panels": ["applications/desk/_invoice.html"]}


def standing_of(invoice) -> str:
    if invoice.is_overdue:
        return "Overdue"
    return "Waived" if invoice.is_waived else invoice.get_state_display()
