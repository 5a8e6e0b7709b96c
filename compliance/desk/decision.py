"""Decisions on the desk: released after a dry run, or sent back."""

from django.contrib import admin

from compliance.actions import decisions
from compliance.models import Decision
from qcp.desk.admin import WorkflowAdmin
from qcp.workflow.actions import action


@admin.register(Decision)
class DecisionAdmin(WorkflowAdmin):
    fields = ["application", "report", "outcome", "state", "proposer", "reasons", "released_on"]
    list_display = ["application", "outcome", "state", "proposer", "released_on"]
    list_filter = ["state", "outcome"]
    list_select_related = ["application__practice", "proposer"]
    search_fields = ["application__practice__legal_name"]

    def beside(self, request, record):
        links = [("See it as a page, with the release under way", record.get_absolute_url())]
        return {**super().beside(request, record), "links": links}

    def rehearsed(self, record, move):
        """The release is held for a minute; what the office wants to see is what comes after it."""
        return decisions.carry_out if move == "release" else action(record, move)
