"""Reports on the desk: the reviewer named, the report sent to the committee."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from compliance.actions import reports
from compliance.models import Report
from compliance.queries.reviewers import candidates
from compliance.states import ASSIGNABLE
from qcp.desk.admin import WorkflowAdmin
from qcp.web.pages import outcome


class ReviewerForm(forms.Form):
    reviewer = forms.ModelChoiceField(queryset=None, label="Committee reviewer")

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = candidates(report)
        self.fields["reviewer"].label_from_instance = lambda user: f"{user}, {user.open_work} in review"


@admin.register(Report)
class ReportAdmin(WorkflowAdmin):
    fields = [
        "number",
        "application",
        "survey",
        "state",
        "reviewer",
        "summary",
        "misrepresentation",
        "issued_on",
        "received_on",
    ]
    list_display = ["number", "application", "state", "reviewer", "issued_on"]
    list_select_related = ["application__practice", "reviewer"]
    search_fields = ["number", "application__practice__legal_name"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.reviewer_view)
        return [path("<uuid:pk>/reviewer/", view, name="compliance_report_reviewer"), *super().get_urls()]

    def beside(self, request, record):
        links = [("See it as a page", record.get_absolute_url())]
        if record.state in ASSIGNABLE:
            links.insert(0, ("Assign a reviewer", reverse("admin:compliance_report_reviewer", args=[record.pk])))
        return {**super().beside(request, record), "links": links}

    def reviewer_view(self, request, pk):
        """Who could assess this report, with how much each has to do; naming one asks about conflicts."""
        report = self.get_queryset(request).filter(pk=pk).first()
        if report is None:
            raise Http404
        form = ReviewerForm(request.POST or None, report=report)
        if request.method == "POST" and form.is_valid():
            with outcome(request, success="The reviewer was asked about conflicts of interest.") as done:
                reports.assign_reviewer(report, by=request.user, reviewer=form.cleaned_data["reviewer"])
            if done:
                return redirect(self.record_url(report))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "report": report, "form": form}
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/compliance/reviewer.html", context, status=status)
