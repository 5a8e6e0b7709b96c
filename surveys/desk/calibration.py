"""Calibration at the desk: draw the sample, and see how far surveyors agree on each standard."""

from django.contrib import admin
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.pages import outcome

from ..actions import calibration as actions
from ..dot_plot import DotPlot
from ..models import SecondRating
from ..queries.calibration import agreements


@admin.register(SecondRating)
class SecondRatingAdmin(ReadOnlyAdmin):
    list_display = ["standard", "rater", "asked_at", "is_given"]
    list_filter = [("rater", admin.RelatedOnlyFieldListFilter)]
    fields = ["standard", "rater", "asked_at", "rated_at"]
    change_list_template = "admin/surveys/second_ratings.html"

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("agreement/", view(self.agreement_view), name="surveys_secondrating_agreement"),
            path("draw/", view(require_POST(self.draw_view)), name="surveys_secondrating_draw"),
            *super().get_urls(),
        ]

    @admin.display(description="standard")
    def standard(self, second):
        return second.finding.standard

    @admin.display(description="given", boolean=True)
    def is_given(self, second):
        return bool(second.rating)

    def draw_view(self, request):
        with outcome(request) as done:
            drawn = actions.draw()
        if done:
            self.message_user(request, f"{len(drawn)} findings were handed to surveyors for a second rating.")
        return redirect("admin:surveys_secondrating_changelist")

    def agreement_view(self, request):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "plot": DotPlot(agreements())}
        return TemplateResponse(request, "admin/surveys/agreement.html", context)
