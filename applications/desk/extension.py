"""Extensions at the desk: the manager decides, and sees first which dates would move."""

from django.contrib import admin
from django.urls import reverse

from applications.forms.extension import GrantForm
from applications.models import Extension
from qcp.desk.admin import WorkflowAdmin


@admin.register(Extension)
class ExtensionAdmin(WorkflowAdmin):
    list_display = ["application", "practice", "ground", "event_on", "received_on", "state", "days"]
    list_filter = ["state", "ground"]
    list_select_related = ["application__practice"]
    search_fields = ["application__practice__legal_name", "application__practice__number"]
    fields = [
        *("application", "state", "ground", "event_on", "basis", "received_on", "came_elsewhere", "asked_by"),
        *("final_deadline_on", "days", "decided_on"),
    ]
    move_forms = {"grant": GrantForm}

    def beside(self, request, record):
        work = reverse("applications:extension-work", args=[record.pk])
        links = [("Work page: request and evidence side by side", work)]
        return {**super().beside(request, record), "links": links}

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
