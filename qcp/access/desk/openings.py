"""Who opened which list, and who took it along."""

from django.contrib import admin

from qcp.access.models import ListOpening
from qcp.desk.admin import ReadOnlyAdmin


@admin.register(ListOpening)
class ListOpeningAdmin(ReadOnlyAdmin):
    list_display = ["at", "person", "role", "act", "what", "rows"]
    list_filter = ["act", "role"]
    list_select_related = ["person"]
    date_hierarchy = "at"
