"""Practices at the desk."""

from django.contrib import admin

from practices.models import Membership, Practice, Site
from qcp.desk.admin import ReadOnlyAdmin


@admin.register(Practice)
class PracticeAdmin(ReadOnlyAdmin):
    list_display = ["number", "legal_name", "city", "state", "oncologist_hours", "joined_on"]
    list_filter = ["state"]
    search_fields = ["number", "legal_name", "city"]
    view_on_site = True


@admin.register(Site)
class SiteAdmin(ReadOnlyAdmin):
    list_display = ["name", "practice", "city", "state", "treats_here", "is_main", "closed_on"]
    list_select_related = ["practice"]
    search_fields = ["name", "practice__legal_name", "practice__number", "city"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "practice", "role", "since", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "practice"]
    search_fields = ["user__name", "user__email", "practice__legal_name"]
