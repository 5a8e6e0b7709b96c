"""The library of standard wording: the office writes it, surveyors are offered it."""

from django.contrib import admin

from qcp import clock

from ..forms.wording import WordingForm
from ..models import Wording
from .roster import KeptByTheOffice


@admin.register(Wording)
class WordingAdmin(KeptByTheOffice, admin.ModelAdmin):
    form = WordingForm
    list_display = ["text", "purpose", "standard", "is_offered", "changed_by"]
    list_filter = ["purpose", "is_offered"]
    search_fields = ["text", "standard__code", "standard__title"]
    raw_id_fields = ["standard"]
    fields = ["purpose", "standard", "text", "position", "is_offered"]

    def get_queryset(self, request):
        return Wording.objects.visible_to(request.user).for_list()

    def save_model(self, request, obj, form, change):
        obj.changed_at, obj.changed_by = clock.now(), request.user
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """What is no longer wanted is no longer offered; findings keep the words that were used."""
        return False
