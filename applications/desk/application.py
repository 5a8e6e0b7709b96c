"""Applications on the staff desk."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.urls import reverse

from applications.forms.desk import ReturnForm
from applications.models import AgreementText, Application
from applications.states import OPEN
from practices.models import ScoreWaiver
from practices.panels import tracker_of
from qcp.desk.admin import ReadOnlyAdmin, WorkflowAdmin

ON_WAIVER = Exists(ScoreWaiver.objects.granted().filter(submission=OuterRef("score_submission")))


class OnWaiver(admin.SimpleListFilter):
    """Applications whose score rests on a granted waiver, or not."""

    title, parameter_name = "score waiver", "waiver"

    def lookups(self, request, model_admin):
        return [("yes", "On a score waiver"), ("no", "Not on a waiver")]

    def queryset(self, request, queryset):
        wanted = {"yes": True, "no": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(waived=wanted)


@admin.register(Application)
class ApplicationAdmin(WorkflowAdmin):
    list_display = ["reference", "practice", "kind", "state", "submitted_on", "pending_on", "edition", "on_a_waiver"]
    list_filter = ["state", "kind", "edition", OnWaiver]
    list_select_related = ["practice", "edition"]
    search_fields = ["practice__legal_name", "practice__number"]
    move_forms = {"return": ReturnForm}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(waived=ON_WAIVER)

    @admin.display(description="waiver", empty_value="no")
    def on_a_waiver(self, application):
        return "granted" if application.waived else None

    def beside(self, request, record):
        beside = super().beside(request, record)
        panels = ["applications/desk/_waiver.html"] if record.score_waiver else []
        links = [
            ("Work page: claim and document side by side", reverse("applications:work", args=[record.pk])),
            ("Requests for information", reverse("applications:inquiries", args=[record.pk])),
        ]
        turn = tracker_of(record.practice).turn if record.state in OPEN else ""
        since = next((line.at for line in beside["history"]), None)
        return {**beside, "turn": turn, "since": since, "links": links, "panels": panels}


@admin.register(AgreementText)
class AgreementTextAdmin(ReadOnlyAdmin):
    list_display = ["title", "version", "effective_on", "is_placeholder"]
