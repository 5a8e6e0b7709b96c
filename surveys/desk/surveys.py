"""The desk's page of a survey: who could come and who not, the days, the answers, the findings to check."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from qcp.desk.admin import WorkflowAdmin
from qcp.documents.models import Letter
from qcp.web.pages import outcome
from qcp.workflow.moves import Offer

from .. import policies
from ..actions import ordering, undoing
from ..answers import standing
from ..forms.arranging import OrderForm, ProposeForm, ScheduleForm
from ..further import problems_with
from ..models import Survey
from ..planning import sites_of
from ..queries.clocks import running_clocks
from ..queries.matching import grid
from ..queries.sheet import Sheet
from ..states import Kind, State

ALWAYS = ("application", "kind", "mode")
LATER = ("surveyor", "ground", "follows", "agreed", "signed_name", "findings_on", "report_on")
FURTHER = (Kind.REPEAT, Kind.VERIFICATION)


@admin.register(Survey)
class SurveyAdmin(WorkflowAdmin):
    move_forms = {"propose": ProposeForm, "schedule": ScheduleForm, "reschedule": ScheduleForm}
    list_display = ["reference", "practice", "kind", "state", "surveyor", "first_day"]
    list_filter = ["state", "kind", "mode"]
    search_fields = ["application__practice__legal_name", "application__practice__number", "surveyor__name"]

    def get_fields(self, request, obj=None):
        """What is known of it so far; an empty field says nothing."""
        return [*ALWAYS, *(name for name in LATER if obj and getattr(obj, name))]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().prefetch_related("visits__site")

    def get_urls(self):
        own = [("order", self.order_view), ("undo", self.undo_view)]
        return [
            *(path(f"<uuid:pk>/{n}/", self.admin_site.admin_view(v), name=f"surveys_survey_{n}") for n, v in own),
            *super().get_urls(),
        ]

    def form_for(self, request, record, move, offer):
        """A cell of the grid opens the form with its surveyor and its day."""
        form = super().form_for(request, record, move, offer)
        if move != "propose" or request.method == "POST":
            return form
        return type(form)(subject=record, user=request.user, initial=request.GET.dict())

    def done(self, record, offer) -> str:
        if offer and offer.name == "propose":
            return "Both sides are asked in a minute. Until then this can be undone below."
        return super().done(record, offer)

    def undo_view(self, request, pk):
        """Take a proposal back before the letters go."""
        survey = self.get_queryset(request).filter(pk=pk).first()
        if survey is None or request.method != "POST":
            raise Http404
        with outcome(request, success="Undone: nobody was written to."):
            undoing.undo_proposal(survey, by=request.user)
        return redirect(self.record_url(survey))

    def beside(self, request, record):
        panel = PANELS.get(State(record.state))
        shown = [f"admin/surveys/_{panel}.html"] if panel else []
        return {
            **super().beside(request, record),
            "panels": ["admin/surveys/_visits.html", *shown],
            "clocks": running_clocks(record),
            "visits": record.visits.all(),
            "letters": Letter.objects.of(record) if record.follows_id else [],
            **(FACTS[panel](record, request.user) if panel else {}),
        }

    def order_view(self, request, pk):
        """A repeat or verification survey, as the manager's deliberate act, with what speaks against it now."""
        survey = self.get_queryset(request).filter(pk=pk).first()
        if survey is None or not policies.may_order(survey.application, request.user):
            raise Http404
        form = OrderForm(request.POST if request.method == "POST" else None, subject=survey, user=request.user)
        if request.method == "POST" and form.is_valid():
            with outcome(request, success="Ordered: the practice is told, and a surveyor has to be named.") as done:
                further = ordering.order(survey.application, by=request.user, **form.inputs())
            if done:
                return redirect(self.record_url(further))
        failed = request.method == "POST"
        offer = Offer("order", "Order a further survey", [], False)
        context = {"record": survey, "offer": offer, "move_form": form, "rehearsal": None, "failed": failed}
        return self.move_page(request, context, status=422 if failed else 200)


def to_name(survey, user) -> dict:
    url = reverse("admin:surveys_survey_move", args=[survey.pk, "propose"])
    return {"grid": grid(survey, user), "propose_url": url, "sites": sites_of(survey)}


def to_answer(survey, user) -> dict:
    return {
        "questions": standing(survey).select_related("asked_of").order_by("capacity", "asked_at"),
        "pencilled": survey.pencilled_days.select_related("site"),
        "undo_until": undoing.undo_until(survey),
        "undo_url": reverse("admin:surveys_survey_undo", args=[survey.pk]),
    }


def to_check(survey, user) -> dict:
    sheet = Sheet(survey)
    return {"sheet": sheet, "notable": [f for f in sheet.findings if f.is_unmet or f.reason or f.commendation]}


def completed(survey, user) -> dict:
    further = [(kind.label, problems_with(survey.application, kind)) for kind in FURTHER]
    may_order = policies.may_order(survey.application, user) and not all(problems for _, problems in further)
    return {
        **to_check(survey, user),
        "further": further,
        "order_url": reverse("admin:surveys_survey_order", args=[survey.pk]) if may_order else "",
    }


PANELS = {
    State.UNASSIGNED: "matching",
    State.PROPOSED: "answers",
    State.CONFIRMED: "answers",
    State.IN_PROGRESS: "findings",
    State.FINDINGS_SUBMITTED: "findings",
    State.REPORT_COMPLETED: "completed",
}
FACTS = {"matching": to_name, "answers": to_answer, "findings": to_check, "completed": completed}
