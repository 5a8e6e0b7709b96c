"""What things cost, at the desk: a schedule to come is written and changed; one in force stays as it is."""

from django.contrib import admin

from applications.actions import fees as actions
from applications.forms.fees import FeeScheduleForm
from applications.models import FeeSchedule
from qcp import clock
from qcp.desk.admin import ReadOnlyAdmin
from qcp.web.templatetags.portal import money


@admin.register(FeeSchedule)
class FeeScheduleAdmin(ReadOnlyAdmin):
    list_display = ["effective_on", "standing", "amounts", "note", "published_by"]
    list_select_related = ["published_by"]
    form = FeeScheduleForm

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff and obj is not None and not actions.is_fixed(obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("fees")

    def get_fieldsets(self, request, obj=None):
        if obj is not None and not self.has_change_permission(request, obj):
            return [(None, {"fields": ["effective_on", "note", "amounts", "published_by", "published_at"]})]
        return [(None, {"fields": list(self.form().fields)})]

    def get_readonly_fields(self, request, obj=None):
        """A schedule in force is there to be read."""
        is_fixed = obj is not None and not self.has_change_permission(request, obj)
        return ["effective_on", "note", "amounts", "published_by", "published_at"] if is_fixed else []

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if self.get_readonly_fields(request, obj) else self.form

    def save_model(self, request, obj, form, change):
        actions.publish(obj, by=request.user, fees=form.fees())

    @admin.display(description="holds")
    def standing(self, schedule):
        in_force = FeeSchedule.objects.in_force(clock.today())
        if schedule == in_force:
            return "now"
        return "later" if schedule.effective_on > clock.today() else "no longer"

    @admin.display(description="fees")
    def amounts(self, schedule):
        return "; ".join(
            f"{fee.get_item_display()}{'' if fee.over_fte is None else f' over {fee.over_fte} FTE'}: {money(fee.cents)}"
            for fee in schedule.fees.all()
        )
