"""Webinars at the desk. Sessions are plain facts and may be typed here; attendance is an act with its own page."""

from django.contrib import admin
from django.db import models

from practices.models import WebinarAttendance, WebinarSession
from qcp.desk.admin import ReadOnlyAdmin


@admin.register(WebinarSession)
class WebinarSessionAdmin(ReadOnlyAdmin):
    """The calendar of webinars is the office's own to write."""

    list_display = ["title", "kind", "held_on", "retired_on"]
    readonly_fields: list[str] = []
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff


@admin.register(WebinarAttendance)
class WebinarAttendanceAdmin(ReadOnlyAdmin):
    list_display = ["person", "practice", "session", "attended_on", "valid_until"]
    list_select_related = ["person", "practice", "session"]
    search_fields = ["person__name", "person__email", "practice__legal_name", "practice__number"]
