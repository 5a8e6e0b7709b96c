"""The books at the desk: every line, and a sheet of them to take along."""

from django.contrib import admin

from applications.models import LedgerEntry
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.sheets import csv_response
from qcp.web.templatetags.portal import money

HEAD = ["line", "day", "invoice", "practice", "what for", "booking", "cents", "reference", "booked at", "by"]


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ["on", "invoice", "practice", "entry", "amount", "reference", "by"]
    list_filter = ["entry", "on"]
    search_fields = ["invoice__number", "reference", "invoice__application__practice__legal_name"]
    actions = ["as_sheet"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(ordering="cents")
    def amount(self, entry):
        return money(entry.cents)

    @admin.action(description="Take the chosen lines along as a sheet (CSV)")
    def as_sheet(self, request, entries):
        request.shown_list = ("Books", entries.count())
        rows = (
            [
                *(entry.pk, entry.on, entry.invoice.number, entry.practice.legal_name),
                *(entry.invoice.get_kind_display(), entry.get_entry_display(), entry.cents, entry.reference),
                *(entry.at.isoformat(), entry.by or "the portal"),
            ]
            for entry in entries.order_by("pk")
        )
        return csv_response("books", HEAD, rows)
