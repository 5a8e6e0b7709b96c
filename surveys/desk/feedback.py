"""What the sides said after a survey, for the office alone."""

from django.contrib import admin

from qcp.desk.admin import ReadOnlyAdmin

from ..models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    list_display = ["survey", "side", "said", "text", "given_by", "given_at"]
    list_filter = ["side", "given_at"]
    search_fields = ["survey__surveyor__name", "survey__application__practice__legal_name"]
    fields = ["survey", "side", "said", "text", "given_by", "given_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description="answers")
    def said(self, feedback):
        return "; ".join(f"{question} {answer}." for question, answer in feedback.answers)
