"""Who was given which right, or lost it, and by whom."""

from django.contrib import admin

from qcp.accounts.models import RightChange
from qcp.desk.admin import ReadOnlyAdmin


@admin.register(RightChange)
class RightChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "person", "what", "by"]
    list_select_related = ["person", "by"]
    search_fields = ["person__name", "person__email"]
    date_hierarchy = "at"
