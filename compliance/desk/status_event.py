"""What was told to recipients, and what could not be."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from compliance.actions.sending import send_again
from compliance.models import StatusEvent
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.pages import outcome


@admin.register(StatusEvent)
class StatusEventAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "at", "delivery", "attempts", "last_error"]
    list_filter = ["delivery"]
    list_select_related = ["release__practice", "release__recipient"]
    fields = ["release", "sequence", "payload", "at", "delivery", "try_at", "attempts", "sent_at", "last_error"]
    change_form_template = "admin/compliance/status_event.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.again_view)
        return [path("<uuid:pk>/again/", view, name="compliance_statusevent_again"), *super().get_urls()]

    def again_view(self, request, pk):
        """What was wrong has been put right: try once more."""
        event = self.get_queryset(request).filter(pk=pk).first()
        if event is None or request.method != "POST":
            raise Http404
        with outcome(request, success="It is tried again within the minute."):
            send_again(event)
        return redirect(reverse("admin:compliance_statusevent_change", args=[event.pk]))
