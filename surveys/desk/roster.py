"""The roster of surveyors: kept by the office."""

from django.contrib import admin
from django.utils.text import capfirst

from qcp import clock
from qcp.deadlines.lengths import add_days

from ..forms.desk import StandingConflictForm, SurveyorForm
from ..geography import REGIONS, region_of
from ..models import BusyDay, Credential, StandingConflict, Surveyor
from ..queries.workload import workload

SOON = 60


class KeptByTheOffice:
    """Plain records without a workflow: staff may add and change them."""

    def has_add_permission(self, request, obj=None):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff


class NamedCells:
    """A field of a table row has no label of its own: the head of its column names it, also for those who hear it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs.setdefault("aria-label", capfirst(db_field.verbose_name))
        return field


class CredentialInline(NamedCells, KeptByTheOffice, admin.TabularInline):
    model = Credential
    extra = 0

    def has_delete_permission(self, request, obj=None):
        return False


class StandingConflictInline(NamedCells, KeptByTheOffice, admin.TabularInline):
    model = StandingConflict
    form = StandingConflictForm
    extra = 0
    raw_id_fields = ["practice"]

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff


class RegionFilter(admin.SimpleListFilter):
    title, parameter_name = "home region", "region"

    def lookups(self, request, model_admin):
        return [(region, region) for region in REGIONS]

    def queryset(self, request, queryset):
        return queryset.filter(state__in=REGIONS[self.value()].split()) if self.value() in REGIONS else queryset


class PapersFilter(admin.SimpleListFilter):
    """Who can be asked today, whose papers run out soon, and what staff have to check."""

    title, parameter_name = "papers", "papers"

    def lookups(self, request, model_admin):
        return [("valid", f"Valid for {SOON} days"), ("soon", f"Run out within {SOON} days"), ("check", "To check")]

    def queryset(self, request, queryset):
        lasting = queryset.with_papers_until(add_days(clock.today(), SOON))
        chosen = {
            "valid": lambda: lasting,
            "soon": lambda: queryset.exclude(pk__in=lasting.values("pk")),
            "check": lambda: queryset.filter(credentials__to_check=True).distinct(),
        }
        return chosen.get(self.value(), lambda: queryset)()


@admin.register(Surveyor)
class SurveyorAdmin(KeptByTheOffice, admin.ModelAdmin):
    form = SurveyorForm
    list_display = ["user", "place", "region", "papers", "work", "mentor"]
    list_filter = [RegionFilter, PapersFilter, ("mentor", admin.EmptyFieldListFilter), "state"]
    search_fields = ["user__name", "user__email", "city"]
    inlines = [CredentialInline, StandingConflictInline]

    def get_queryset(self, request):
        return Surveyor.objects.visible_to(request.user).for_list().select_related("mentor__user")

    def changelist_view(self, request, extra_context=None):
        self.works = workload(Surveyor.objects.values("pk"))
        return super().changelist_view(request, extra_context)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="papers until")
    def papers(self, surveyor):
        standing = [f"{each.get_kind_display()} {each.expires_on:%b %-d, %Y}" for each in surveyor.standing_papers()]
        lacking = [f"{name}: not valid" for name in surveyor.lacking(clock.today())]
        to_check = ["one to check"] if any(each.to_check for each in surveyor.credentials.all()) else []
        return "; ".join([*lacking, *to_check, *standing])

    @admin.display(description="home region")
    def region(self, surveyor):
        return region_of(surveyor.state)

    @admin.display(description="work")
    def work(self, surveyor):
        return str(self.works[surveyor.pk])


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
