"""QOPI scores at the desk: compare with the report, make final, return, correct."""

from django.contrib import admin

from practices.models import MeasureSet, Round, ScoreSubmission
from practices.presenting import ScorePage
from qcp.desk.admin import ReadOnlyAdmin, WorkflowAdmin


@admin.register(ScoreSubmission)
class ScoreSubmissionAdmin(WorkflowAdmin):
    list_display = ["practice", "round", "state", "submitted_on", "finalized_on"]
    list_filter = ["state", "round__code", "round__track"]
    list_select_related = ["practice", "round"]
    search_fields = ["practice__legal_name", "practice__number", "round__code"]

    fields = ["practice", "round", "state", "submitted_on", "finalized_on", "received_on", "saved_by", "saved_at"]

    def beside(self, request, record):
        page = ScorePage(record, request.user)
        return {**super().beside(request, record), "page": page, "panels": ["practices/desk/_score.html"]}


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    list_display = ["code", "track", "measure_set", "opens_on", "closes_on", "report_on"]
    list_select_related = ["measure_set"]


@admin.register(MeasureSet)
class MeasureSetAdmin(ReadOnlyAdmin):
    list_display = ["code", "version", "track", "threshold_percent", "strategy"]
