"""Card payments at the desk: how each stands here and at the bank, and what has to be looked into."""

from django.contrib import admin

from applications.models import BankConcern, BankMessage, CardPayment
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.templatetags.portal import money


@admin.register(CardPayment)
class CardPaymentAdmin(ReadOnlyAdmin):
    list_display = ["invoice", "practice", "amount", "stage", "asked_at", "paid_at", "dispute", "is_surplus"]
    list_filter = ["stage", "dispute", "is_surplus", "is_short"]
    search_fields = ["invoice__number", "session_id", "intent_id", "invoice__application__practice__legal_name"]
    exclude = ["url", "fence", "lease_until"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(ordering="cents")
    def amount(self, payment):
        return money(payment.cents)


@admin.register(BankConcern)
class BankConcernAdmin(ReadOnlyAdmin):
    list_display = ["raised_at", "payment", "words", "settled_at", "settled_by"]
    list_filter = [("settled_at", admin.EmptyFieldListFilter)]
    view_on_site = True

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().select_related("settled_by")


@admin.register(BankMessage)
class BankMessageAdmin(ReadOnlyAdmin):
    list_display = ["received_at", "kind", "payment", "event_id"]
    list_filter = ["kind"]
    list_select_related = ["payment__invoice"]
    search_fields = ["event_id", "intent_id"]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(payment__invoice__case__recusals__user=request.user)
