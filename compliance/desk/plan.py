"""Action plans on the desk: to look at; they move between the practice and the reviewer."""

from django.contrib import admin
from django.urls import reverse

from compliance.models import ActionPlan
from qcp.desk.admin import WorkflowAdmin


@admin.register(ActionPlan)
class ActionPlanAdmin(WorkflowAdmin):
    fields = ["application", "report", "state", "plan_round", "evidence_round"]
    list_display = ["report", "application", "state", "plan_round", "evidence_round"]
    list_select_related = ["report__application__practice", "application__practice"]
    search_fields = ["report__number", "application__practice__legal_name"]

    def beside(self, request, record):
        links = [
            ("Work page: claim and proof side by side", reverse("compliance:plan_work", args=[record.pk])),
            ("See it as a page", record.get_absolute_url()),
        ]
        return {**super().beside(request, record), "links": links}
