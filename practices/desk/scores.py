"""QOPI scores at the desk: compare with the report, make final, return, correct."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from practices.actions.score_import import bring_in
from practices.forms.scores import ImportForm
from practices.imports.scores import ScoreImport
from practices.models import ScoreSubmission
from practices.presenting import ScorePage
from practices.recomputing import Recomputed
from practices.rehearsing import Rehearsal
from qcp.desk.admin import WorkflowAdmin
from qcp.web.pages import outcome


@admin.register(ScoreSubmission)
class ScoreSubmissionAdmin(WorkflowAdmin):
    list_display = ["practice", "round", "state", "submitted_on", "finalized_on"]
    list_filter = ["state", "round__code", "round__track"]
    list_select_related = ["practice", "round"]
    search_fields = ["practice__legal_name", "practice__number", "round__code"]

    fields = ["practice", "round", "state", "submitted_on", "finalized_on", "received_on", "saved_by", "saved_at"]

    change_list_template = "practices/desk/scores.html"

    def get_urls(self):
        own = [
            path("import/", self.admin_site.admin_view(self.import_view), name="practices_scoresubmission_import"),
            path("<uuid:pk>/recompute/", self.admin_site.admin_view(self.recompute_view),
                 name="practices_scoresubmission_recompute"),
        ]  # fmt: skip
        return [*own, *super().get_urls()]

    def import_view(self, request):
        """Files for any number of practices: checked line by line, then taken in whole or not at all."""
        form = ImportForm(request.POST or None, request.FILES or None)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        if request.method != "POST" or not form.is_valid():
            return self.answer(request, "import", context, failed=request.method == "POST")
        imported = ScoreImport(form.content("scores"), form.content("charts"))
        if not imported.refused and "check" not in request.POST:
            with outcome(request, success=f"Taken in: {len(imported.verdicts)} lines.") as done:
                bring_in(imported, by=request.user, note="Imported at the desk.")
            if done:
                return redirect("admin:practices_scoresubmission_changelist")
        context |= {"form": form.kept(), "rehearsal": Rehearsal(imported)}
        return self.answer(request, "import", context, failed=bool(imported.refused))

    def recompute_view(self, request, pk):
        """The figure once more from the inputs that the result keeps."""
        submission = self.get_queryset(request).filter(pk=pk).first()
        if submission is None:
            raise Http404
        checked = [(result, Recomputed.of(result)) for result in submission.results.all()]
        context = {**self.admin_site.each_context(request), "opts": self.opts, "record": submission, "checked": checked}
        return self.answer(request, "recompute", context)

    def answer(self, request, name, context, failed=False):
        status = 422 if failed else 200
        return TemplateResponse(request, f"practices/desk/{name}.html", context, status=status)

    def beside(self, request, record):
        page = ScorePage(record, request.user)
        return {**super().beside(request, record), "page": page, "panels": ["practices/desk/_score.html"]}
