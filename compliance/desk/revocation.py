"""Confidential cases on the desk: those that this person is named on; each step has its page."""

from django.contrib import admin

from compliance.models import Revocation
from qcp.desk.admin import WorkflowAdmin


@admin.register(Revocation)
class RevocationAdmin(WorkflowAdmin):
    fields = ["reference", "state", "practice", "certification", "ground", "served_on", "heard_on", "decided_on"]
    list_display = ["reference", "state", "practice", "ground"]
    list_select_related = ["practice"]
    search_fields = ["reference", "practice__legal_name"]

    def beside(self, request, record):
        links = [("See the case, with everything that can be done", record.get_absolute_url())]
        return {**super().beside(request, record), "links": links}

    def move_url(self, record, move: str) -> str:
        """Every step that asks for something has its page in the case."""
        return record.page_for(move) or super().move_url(record, move)
