"""The roster of surveyors: kept by the office."""

from django.contrib import admin

from ..models import BusyDay, Credential, StandingConflict, Surveyor


class KeptByTheOffice:
    """Plain records without a workflow: staff may add and change them."""

    def has_add_permission(self, request, obj=None):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff


class CredentialInline(KeptByTheOffice, admin.TabularInline):
    model = Credential
    extra = 0

    def has_delete_permission(self, request, obj=None):
        return False


class StandingConflictInline(KeptByTheOffice, admin.TabularInline):
    model = StandingConflict
    extra = 0
    raw_id_fields = ["practice"]

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff


@admin.register(Surveyor)
class SurveyorAdmin(KeptByTheOffice, admin.ModelAdmin):
    list_display = ["user", "place", "papers"]
    list_filter = ["state"]
    search_fields = ["user__name", "user__email", "city"]
    inlines = [CredentialInline, StandingConflictInline]

    def get_queryset(self, request):
        return Surveyor.objects.visible_to(request.user).for_list()

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="papers until")
    def papers(self, surveyor):
        return ", ".join(
            f"{each.get_kind_display()} {each.expires_on:%b %-d, %Y}" for each in surveyor.credentials.all()
        )


@admin.register(BusyDay)
class BusyDayAdmin(admin.ModelAdmin):
    """To look at: who is taken when. Days are taken by surveys and by the surveyors themselves."""

    list_display = ["on", "surveyor", "survey"]
    list_select_related = ["surveyor", "survey__application__practice"]
    date_hierarchy = "on"

    def get_queryset(self, request):
        return BusyDay.objects.visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
