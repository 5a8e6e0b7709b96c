"""The library of reasons for a return: the office writes it, and picks from it."""

from django import forms
from django.contrib import admin

from applications.models import ReturnReason
from qcp import clock
from qcp.desk.admin import ReadOnlyAdmin


class ReasonForm(forms.ModelForm):
    class Meta:
        model = ReturnReason
        fields = ["step", "text", "position", "is_offered"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


@admin.register(ReturnReason)
class ReturnReasonAdmin(ReadOnlyAdmin):
    """Added and changed by the office; what is no longer wanted is no longer offered, and never deleted."""

    form = ReasonForm
    list_display = ["text", "step", "position", "is_offered", "changed_by"]
    list_filter = ["step", "is_offered"]
    list_select_related = ["changed_by"]
    search_fields = ["text"]

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def save_model(self, request, obj, form, change):
        obj.changed_at, obj.changed_by = clock.now(), request.user
        super().save_model(request, obj, form, change)
