"""When each job last ran."""

from django.contrib import admin

from qcp.desk.admin import ReadOnlyAdmin
from qcp.watch.models import JobRun


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "ended_at", "punctual", "failed_at", "failure", "failures"]

    @admin.display(boolean=True, description="on time")
    def punctual(self, run):
        return not run.is_late
