"""Who opened which list, and who took it along; and who looked at the portal as a member of a practice."""

from django.contrib import admin

from qcp.access.models import ListOpening, Viewing
from qcp.desk.admin import ReadOnlyAdmin


@admin.register(ListOpening)
class ListOpeningAdmin(ReadOnlyAdmin):
    list_display = ["at", "person", "role", "act", "what", "rows"]
    list_filter = ["act", "role"]
    list_select_related = ["person"]
    date_hierarchy = "at"


@admin.register(Viewing)
class ViewingAdmin(ReadOnlyAdmin):
    list_display = ["began_at", "viewer", "person", "reason", "ended_at"]
    list_select_related = ["viewer", "person"]
    date_hierarchy = "began_at"
