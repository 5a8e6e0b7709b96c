"""Certifications on the desk, with those that wait to be celebrated."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from compliance.actions import certifications
from compliance.models import Certification
from qcp.desk.admin import WorkflowAdmin
from qcp.web.pages import outcome


@admin.register(Certification)
class CertificationAdmin(WorkflowAdmin):
    fields = [
        "number",
        "practice",
        "application",
        "renews",
        "state",
        "awarded_on",
        "starts_on",
        "expires_on",
        "ended_on",
        "listed",
        "celebrate",
        "celebrated_on",
    ]
    list_display = ["number", "practice", "state", "starts_on", "expires_on", "listed", "celebrate", "celebrated_on"]
    list_filter = ["state", "listed", "celebrate"]
    list_select_related = ["practice"]
    search_fields = ["number", "practice__legal_name"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.celebrated_view)
        return [path("<uuid:pk>/celebrated/", view, name="compliance_certification_celebrated"), *super().get_urls()]

    def beside(self, request, record):
        links = [("See it as a page", record.get_absolute_url()), ("See its check page", record.get_check_url())]
        panels = []
        context = {**super().beside(request, record), "links": links, "panels": panels}
        if record.celebrate and not record.celebrated_on:
            panels.append("admin/compliance/celebrate.html")
            context["celebrated_url"] = reverse("admin:compliance_certification_celebrated", args=[record.pk])
        return context

    def celebrated_view(self, request, pk):
        """The practice was celebrated: it leaves the queue."""
        certification = self.get_queryset(request).filter(pk=pk).first()
        if certification is None or request.method != "POST":
            raise Http404
        with outcome(request, success="Noted as celebrated."):
            certifications.celebrated(certification, by=request.user)
        return redirect(self.record_url(certification))
