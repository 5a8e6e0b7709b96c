"""Score waivers at the desk: the council members named, the request handed over."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from practices import policies
from practices.actions import waiver_council
from practices.models import ScoreWaiver
from practices.models.waiver import SEATS
from practices.queries.council import candidates
from practices.waiver_page import WaiverPage
from qcp.desk.admin import WorkflowAdmin
from qcp.web.pages import outcome


class CouncilForm(forms.Form):
    """Two seats; a seat left empty keeps whoever sits there."""

    council_member = forms.ModelChoiceField(queryset=None, label="Decides", required=False)
    second_member = forms.ModelChoiceField(queryset=None, label="Confirms a grant", required=False)

    def __init__(self, *args, waiver, **kwargs):
        named = {name: getattr(waiver, name) for name in SEATS.values()}
        super().__init__(*args, initial=named, **kwargs)
        for name in SEATS.values():
            self.fields[name].queryset = candidates(waiver)
            self.fields[name].label_from_instance = lambda user: f"{user}, {user.open_waivers} to decide"

    def clean(self):
        first, second = (self.cleaned_data.get(name) for name in SEATS.values())
        if first and first == second:
            self.add_error("second_member", "A grant takes two people. Choose somebody else.")
        if not first and not second:
            self.add_error("council_member", "Choose who decides.")
        return self.cleaned_data


@admin.register(ScoreWaiver)
class ScoreWaiverAdmin(WorkflowAdmin):
    fields = [
        *("practice", "round", "state", "in_question", "characteristic", "effect", "percentage_only"),
        *("requested_on", "requested_by", "council_member", "second_member", "decided_on"),
    ]
    list_display = ["practice", "round", "state", "requested_on", "council_member", "second_member", "decided_on"]
    list_filter = ["state", "round__code"]
    list_select_related = ["practice", "round", "council_member", "second_member"]
    search_fields = ["practice__legal_name", "practice__number", "round__code"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "in_question"]

    @admin.display(description="measures in question")
    def in_question(self, waiver):
        return ", ".join(waiver.disputed)

    def get_urls(self):
        view = self.admin_site.admin_view(self.council_view)
        return [path("<uuid:pk>/council/", view, name="practices_scorewaiver_council"), *super().get_urls()]

    def beside(self, request, record):
        return {
            **super().beside(request, record),
            "panels": ["practices/desk/_waiver.html"],
            "page": WaiverPage(record, request.user),
            "seats": self.seats(record) if policies.may_run_waivers(record, request.user) else [],
        }

    def seats(self, waiver) -> list[tuple]:
        """Who was named for what, and whether the question about conflicts is answered."""
        may = {"council": policies.may_decide_waiver, "council-second": policies.may_confirm_waiver}
        titles = {"council": "Decides", "council-second": "Confirms a grant"}
        members = [(capacity, getattr(waiver, name)) for capacity, name in SEATS.items()]
        return [
            (
                titles[capacity],
                member or "nobody yet",
                "no conflict" if member and may[capacity](waiver, member) else "",
            )
            for capacity, member in members
        ]

    def council_view(self, request, pk):
        """Naming somebody asks about conflicts; the request opens to them with the answer 'none'."""
        waiver = self.get_queryset(request).filter(pk=pk).first()
        if waiver is None or not waiver.is_open or not policies.may_run_waivers(waiver, request.user):
            raise Http404
        form = CouncilForm(request.POST or None, waiver=waiver)
        if request.method == "POST" and form.is_valid():
            with outcome(request, success="Whoever is new was asked about conflicts of interest.") as done:
                self.name(waiver, request.user, form.cleaned_data)
            if done:
                return redirect(reverse("admin:practices_scorewaiver_change", args=[waiver.pk]))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "waiver": waiver, "form": form}
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "practices/desk/council.html", context, status=status)

    def name(self, waiver, by, chosen) -> None:
        for capacity, name in SEATS.items():
            if chosen[name]:
                waiver = waiver_council.name_member(waiver, by=by, member=chosen[name], capacity=capacity)
