"""Policy documents in the desk: what waits for the office's yes or no."""

from django.contrib import admin
from django.utils.html import format_html

from applications.models import PolicyDocument
from qcp.desk.admin import WorkflowAdmin


@admin.register(PolicyDocument)
class PolicyDocumentAdmin(WorkflowAdmin):
    list_display = ["title", "practice_name", "application", "state", "revision", "covered"]
    search_fields = ["title", "application__practice__legal_name"]
    list_filter = ["state"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "covered", "concern", "download"]

    @admin.display(description="practice")
    def practice_name(self, document):
        return document.practice

    @admin.display(description="covers")
    def covered(self, document):
        return "; ".join(document.covers)

    @admin.display(description="look at again")
    def concern(self, document):
        return document.file.concern if document.file else ""

    @admin.display(description="read it")
    def download(self, document):
        if not (document.file and document.file.is_clean):
            return "Not before its check is done."
        return format_html('<a href="{}">Download {}</a>', document.file.get_absolute_url(), document.file.label)
