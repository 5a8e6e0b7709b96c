"""Rounds and measure sets at the desk: new sets and versions, the next round from an earlier one, days."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from practices.actions import measures as actions
from practices.forms.measures import DaysForm, MeasureSetForm
from practices.models import MeasureSet, Round
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.pages import outcome


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    list_display = ["code", "track", "measure_set", "opens_on", "closes_on", "report_on"]
    list_select_related = ["measure_set"]
    change_list_template = "practices/desk/rounds.html"
    change_form_template = "practices/desk/round.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("set/", view(self.set_view), name="practices_round_set"),
            path("<uuid:pk>/set/", view(self.set_view), name="practices_round_set_from"),
            path("<uuid:pk>/days/", view(self.days_view), name="practices_round_days"),
        ]
        return [*own, *super().get_urls()]

    def set_view(self, request, pk=None):
        """A set and its round, new or on top of an earlier one. What figures were entered for is never changed."""
        earlier = self.round(request, pk) if pk else None
        form = MeasureSetForm(request.POST or None, initial=MeasureSetForm.typed_from(earlier) if earlier else {})
        if request.method == "POST" and form.is_valid():
            with outcome(request, success=f"Kept: {form.row.code} for round {form.row.round_code}.") as done:
                actions.keep_set(form.row, by=request.user)
            if done:
                return redirect("admin:practices_round_changelist")
        return self.answer(request, "measure_set", {"form": form, "earlier": earlier})

    def days_view(self, request, pk):
        """The days of a round; the day of the report stays once a result counts from it."""
        round = self.round(request, pk)
        days = {name: getattr(round, name) for name in DaysForm.base_fields}
        form = DaysForm(request.POST or None, initial=days)
        if request.method == "POST" and form.is_valid():
            with outcome(request, success=f"The days of round {round.code} are changed.") as done:
                actions.change_days(round, **form.cleaned_data, by=request.user)
            if done:
                self.log_change(request, round, [{"changed": {"fields": form.changed_data}}])
                return redirect("admin:practices_round_changelist")
        return self.answer(request, "round_days", {"form": form, "round": round})

    def round(self, request, pk) -> Round:
        found = self.get_queryset(request).select_related("measure_set").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def answer(self, request, name, context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, f"practices/desk/{name}.html", context, status=status)


@admin.register(MeasureSet)
class MeasureSetAdmin(ReadOnlyAdmin):
    """Every version that there ever was."""

    list_display = ["code", "version", "track", "threshold_percent", "strategy"]
