"""Applications on the staff desk."""

from django.contrib import admin

from applications.forms.desk import ReturnForm
from applications.models import AgreementText, Application, Edition, Standard
from qcp.desk.admin import ReadOnlyAdmin, WorkflowAdmin


@admin.register(Application)
class ApplicationAdmin(WorkflowAdmin):
    list_display = ["reference", "practice", "kind", "state", "submitted_on", "pending_on", "edition"]
    list_filter = ["state", "kind", "edition"]
    list_select_related = ["practice", "edition"]
    search_fields = ["practice__legal_name", "practice__number"]
    move_forms = {"return": ReturnForm}


@admin.register(Standard)
class StandardAdmin(ReadOnlyAdmin):
    list_display = ["edition", "code", "title", "applies_if", "is_rated", "content_status"]
    list_filter = ["edition", "domain", "applies_if", "is_rated"]
    list_select_related = ["edition"]
    search_fields = ["code", "title"]


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["code", "effective_on"]


@admin.register(AgreementText)
class AgreementTextAdmin(ReadOnlyAdmin):
    list_display = ["title", "version", "effective_on", "is_placeholder"]
