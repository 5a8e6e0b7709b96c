"""Appeals on the desk: those that this person is named on, with the way to their pages."""

from django.contrib import admin
from django.urls import reverse

from compliance.models import Appeal
from qcp.desk.admin import WorkflowAdmin

from .forms import HearingForm


@admin.register(Appeal)
class AppealAdmin(WorkflowAdmin):
    move_forms = {"hear": HearingForm}
    fields = [
        "application",
        "state",
        "filed_by",
        "filed_on",
        "last_day",
        "statement",
        "hearing_on",
        "heard_on",
        "decided_on",
    ]
    list_display = ["application", "state", "filed_on"]
    list_select_related = ["application__practice"]
    search_fields = ["application__practice__legal_name"]

    def beside(self, request, record):
        links = [
            ("See it as a page", record.get_absolute_url()),
            ("People named on this appeal", reverse("compliance:appeals_people", args=[record.pk])),
        ]
        return {**super().beside(request, record), "links": links}
