"""The desk's view of a workflow record: everything to read, buttons from the machine, the history beside it."""

from django.contrib import admin
from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from qcp.access.models import Opening
from qcp.web.pages import outcome
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for

from .bulk import bulk_actions
from .filters import GoingOn
from .forms import MoveForm
from .hands import holder_panel
from .paging import LongList, LongPaginator
from .rehearse import dry_run

MACHINERY = ("id", "case", "version")  # of a record: told by its address, its history and its number of moves


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at, never to edit: what changes a record is a move, with its own policy and its line of history."""

    show_full_result_count = False
    list_per_page = 50
    paginator = LongPaginator

    def get_changelist(self, request, **kwargs):
        return LongList

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Only what this person may see: a recusal removes rows, counts and search hits here too."""
        objects = self.model._default_manager
        return objects.visible_to(request.user) if hasattr(objects, "visible_to") else super().get_queryset(request)


class WorkflowAdmin(ReadOnlyAdmin):
    """Registers one workflow model. `move_forms` names the form of each move that needs more than a reason."""

    move_forms: dict[str, type[MoveForm]] = {}
    change_form_template = "admin/workflow/record.html"
    list_filter = ["state"]

    def get_urls(self):
        name = "{}_{}_move".format(*self._label())
        view = self.admin_site.admin_view(self.move_view)
        return [path("<uuid:pk>/move/<slug:move>/", view, name=name), *super().get_urls()]

    def get_object(self, request, object_id, from_field=None):
        """Read once for a page: what stands beside the fields and the fields themselves show the same record."""
        read = request.__dict__.setdefault("records_read", {})
        if object_id not in read:
            read[object_id] = super().get_object(request, object_id, from_field)
        return read[object_id]

    def _label(self):
        return self.opts.app_label, self.opts.model_name

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, object_id)
        context = {"record": record, **self.beside(request, record)} if record else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def beside(self, request, record) -> dict:
        """What stands beside the fields: buttons, history, and whatever an app adds."""
        return {
            "offers": [(offer, self.move_url(record, offer.name)) for offer in moves_for(record, request.user)],
            **holder_panel(record),
            **self.read_again(request, record),
        }

    def read_again(self, request, record) -> dict:
        """The history, with what others did since this person last looked."""
        earlier = Opening.objects.filter(person=request.user, subject_id=record.pk).order_by("-at").values("at")[:1]
        history = list(
            record.history.select_related("actor").annotate(looked_at=Subquery(earlier)).order_by("-version")
        )
        looked_at = history[0].looked_at if history else None
        for line in history:
            line.is_new = bool(looked_at and line.at > looked_at and line.actor_id != request.user.pk)
        return {"history": history, "looked_at": looked_at, "news": sum(line.is_new for line in history)}

    def get_list_filter(self, request):
        return [GoingOn, *super().get_list_filter(request)]

    def get_actions(self, request):
        """Moves that can be made for many rows at once."""
        return {**super().get_actions(request), **bulk_actions(self.model)}

    def move_url(self, record, move: str) -> str:
        return reverse("admin:{}_{}_move".format(*self._label()), args=[record.pk, move])

    def move_view(self, request, pk, move):
        """One move: say what it does, ask for reason and inputs, show what will follow, then do it."""
        record = self.get_queryset(request).filter(pk=pk).first()
        offer = record and next((o for o in moves_for(record, request.user) if o.name == move), None)
        if record is None or (offer is None and request.method != "POST"):
            raise Http404
        form = self.form_for(request, record, move, offer)
        rehearsal = None
        if request.method == "POST" and form.is_valid():
            act = action(record, move)
            if "preview" in request.POST:
                rehearsal = dry_run(self.rehearsed(record, move), record, by=request.user, **form.inputs())
            else:
                with outcome(request, success=self.done(record, offer)) as done:
                    act(record, by=request.user, **form.inputs())
                if done:
                    return redirect(self.record_url(record))
        failed = request.method == "POST" and rehearsal is None
        context = {"record": record, "offer": offer, "move_form": form, "rehearsal": rehearsal, "failed": failed}
        return self.move_page(request, context, status=422 if failed else 200)

    def rehearsed(self, record, move):
        """What a dry run acts out: the move itself, or what it leads to when it is held for a while first."""
        return action(record, move)

    def move_page(self, request, context, status):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, "admin/workflow/move.html", context, status=status)

    def form_for(self, request, record, move, offer):
        form = self.move_forms.get(move, MoveForm)
        needs_reason = bool(offer and offer.needs_reason)
        bound = (request.POST, request.FILES) if request.method == "POST" else ()
        return form(*bound, subject=record, user=request.user, needs_reason=needs_reason)

    def done(self, record, offer) -> str:
        return f"{offer.label}: done for {record}." if offer else "Done."

    def record_url(self, record) -> str:
        return reverse("admin:{}_{}_change".format(*self._label()), args=[record.pk])

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.opts.fields if field.name not in MACHINERY]
