"""The Compliance Action Plan (CAP): first what the practice will do, then the proof that it was done."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import UNFINISHED, PlanState, Stage, Verdict
from qcp.accounts.models import Role
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .item import PlanItem
from .visibility import of_the_practice, open_to, opened_to_reviewer


class ActionPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice, the office, and the reviewer of the report that the plan answers."""
        rows = open_to(self, user)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows
            case Role.REVIEWER:
                return rows.filter(opened_to_reviewer(user, "report"))
            case Role.PRACTICE:
                return rows.filter(of_the_practice(user))
        return rows.none()

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def for_list(self):
        return self.select_related("case", "application__practice", "report__reviewer", "report__application__practice")

    def whole(self):
        """With everything its page shows."""
        return self.for_list().prefetch_related(Prefetch("items", PlanItem.objects.for_list()))


class ActionPlan(WorkflowModel):
    """One item per requirement of the report. Rounds count how often each half was sent."""

    slug = "action-plan"
    actions = "compliance.actions.plans"

    state = FSMField(choices=PlanState.choices, default=PlanState.OPEN, protected=True)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="action_plans")
    report = models.ForeignKey("compliance.Report", on_delete=models.PROTECT, related_name="plans")
    plan_round = models.PositiveSmallIntegerField(default=0, editable=False)
    evidence_round = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["state", "opened_at"], name="compliance_plans_in_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="compliance_actionplan_known_state"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=UNFINISHED),
                name="compliance_actionplan_one_unfinished",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=~Q(state=PlanState.CLOSED),
                name="compliance_actionplan_one_per_report",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(PlanState.OPEN, PlanState.CLOSED)) | Q(plan_round__gt=0),
                name="compliance_actionplan_sent_is_counted",
            ),
        ]

    def __str__(self):
        return f"Action plan for {self.report.number} of {self.practice}"

    @transition(
        "state",
        source=[PlanState.OPEN],
        target=PlanState.PLAN_SUBMITTED,
        permission=policies.may_submit_plan,
        conditions=[readiness.every_item_planned],
        custom=move("Send the plan to the committee", "signatory"),
    )
    def submit_plan(self):
        self.plan_round += 1

    @transition(
        "state",
        source=[PlanState.PLAN_SUBMITTED],
        target=PlanState.OPEN,
        permission=policies.may_assess_plan,
        conditions=[readiness.every_item_judged, readiness.some_item_returned],
        custom=move("Return the plan", "reviewer"),
    )
    def return_plan(self): ...

    @transition(
        "state",
        source=[PlanState.PLAN_SUBMITTED],
        target=PlanState.PLAN_ACCEPTED,
        permission=policies.may_assess_plan,
        conditions=[readiness.every_item_accepted],
        custom=move("Accept the plan", "reviewer"),
    )
    def accept_plan(self): ...

    @transition(
        "state",
        source=[PlanState.PLAN_ACCEPTED],
        target=PlanState.EVIDENCE_SUBMITTED,
        permission=policies.may_submit_plan,
        conditions=[readiness.final_deadline_ahead, readiness.clean_evidence_for_every_item],
        custom=move("Send the evidence to the committee", "signatory"),
    )
    def submit_evidence(self):
        self.evidence_round += 1

    @transition(
        "state",
        source=[PlanState.EVIDENCE_SUBMITTED],
        target=PlanState.PLAN_ACCEPTED,
        permission=policies.may_assess_plan,
        conditions=[readiness.every_item_judged, readiness.some_item_returned],
        custom=move("Return the evidence", "reviewer"),
    )
    def return_evidence(self): ...

    @transition(
        "state",
        source=[PlanState.EVIDENCE_SUBMITTED],
        target=PlanState.VERIFIED,
        permission=policies.may_assess_plan,
        conditions=[readiness.every_item_accepted, readiness.verification_survey_met],
        custom=move("Verify: all requirements are fulfilled", "reviewer"),
    )
    def verify(self): ...

    @transition(
        "state",
        source=list(UNFINISHED),
        target=PlanState.CLOSED,
        permission=policies.nobody,
        custom=move("Close the plan", "system", system=True),
    )
    def close(self): ...

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def stage(self) -> Stage:
        """Which half the plan is in: what is judged or written now."""
        return Stage.PLAN if self.state in (PlanState.OPEN, PlanState.PLAN_SUBMITTED) else Stage.EVIDENCE

    @property
    def round(self) -> int:
        return self.plan_round if self.stage == Stage.PLAN else self.evidence_round

    def listed_items(self):
        """Every item with its requirement and verdicts; a page that has them already asks nothing again."""
        known = getattr(self, "_prefetched_objects_cache", {})
        return self.items.all() if "items" in known else self.items.for_list()

    def returned_items(self):
        """What the reviewer sent back in the present round, each with its verdict."""
        judged = [(item, item.verdict()) for item in self.listed_items()]
        return [(item, found) for item, found in judged if found and found.verdict == Verdict.RETURNED]

    def get_absolute_url(self):
        return reverse("compliance:plan", args=[self.pk])

    def people(self, role):
        return self.report.people(role)


class ActionPlanHistory(History):
    subject = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
