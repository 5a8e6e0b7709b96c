"""Changes of organisation at the desk: what differs, and what becomes of each site."""

from django.contrib import admin

from practices.forms.changes import DetermineForm
from practices.models import OrganisationChange
from qcp.desk.admin import WorkflowAdmin


@admin.register(OrganisationChange)
class OrganisationChangeAdmin(WorkflowAdmin):
    list_display = ["practice", "kind", "happened_on", "reported_on", "is_late", "opened_by_office", "state"]
    list_filter = ["state", "kind", "opened_by_office"]
    list_select_related = ["practice"]
    search_fields = ["practice__legal_name", "practice__number"]
    fields = [
        *("practice", "kind", "state", "happened_on", "reported_on", "due_on", "is_late", "reported_by"),
        *("opened_by_office", "account", "closing", "new_entity", "closed_on"),
    ]
    move_forms = {"determine": DetermineForm}

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "is_late"]

    @admin.display(description="reported")
    def is_late(self, change):
        return "late" if change.is_late else "in time"

    def beside(self, request, record):
        return {**super().beside(request, record), "panels": ["practices/desk/_change.html"]}
