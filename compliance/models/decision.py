"""The decision on an application: proposed by the reviewer, released by a manager, held for a minute."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import DecisionState, Outcome
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .visibility import of_the_practice, open_to, opened_to_reviewer


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Proposals are the office's and the reviewer's; the practice sees what was released."""
        rows = open_to(self, user)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows
            case Role.REVIEWER:
                return rows.filter(opened_to_reviewer(user, "report"))
            case Role.PRACTICE:
                return rows.filter(of_the_practice(user), state=DecisionState.RELEASED)
        return rows.none()

    def proposed(self):
        return self.filter(state=DecisionState.PROPOSED)

    def for_list(self):
        return self.select_related("application__practice", "report", "proposer")


class Decision(WorkflowModel):
    """Award or denial. What the practice reads of it is a letter, frozen at the release."""

    slug = "decision"
    actions = "compliance.actions.decisions"

    state = FSMField(choices=DecisionState.choices, default=DecisionState.PROPOSED, protected=True)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="decisions")
    report = models.ForeignKey(
        "compliance.Report",
        null=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text="What it rests on; a denial may come before any report.",
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposed_decisions")
    reasons = models.TextField(blank=True, help_text="One per line; a denial's letter names each.")
    released_on = models.DateField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="compliance_decision_known_state"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="compliance_decision_known_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.DENIAL) | ~Q(reasons=""), name="compliance_decision_denial_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.RELEASED, released_on__isnull=False)
                | (~Q(state=DecisionState.RELEASED) & Q(released_on__isnull=True)),
                name="compliance_decision_released_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.AWARD) | Q(report__isnull=False),
                name="compliance_decision_award_rests_on_a_report",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=DecisionState.PROPOSED),
                name="compliance_decision_one_proposed",
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()} for {self.practice}"

    @transition(
        "state",
        source=[DecisionState.PROPOSED],
        target=DecisionState.RELEASED,
        permission=policies.may_release,
        conditions=[
            readiness.no_release_under_way,
            readiness.every_standard_met,
            readiness.no_fee_unpaid,
            readiness.no_conflict_open,
            readiness.no_case_open,
            readiness.application_undecided,
        ],
        custom=move("Release the decision", "manager", policy="Program overview: Receive Certification Decision"),
    )
    def release(self):
        self.released_on = clock.today()

    @transition(
        "state",
        source=[DecisionState.PROPOSED],
        target=DecisionState.RETURNED,
        permission=policies.may_send_back,
        custom=move("Send back to the reviewer", "manager", reason=True, system=True),
    )
    def send_back(self): ...

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def is_award(self) -> bool:
        return self.outcome == Outcome.AWARD

    def grounds(self) -> list[str]:
        """The reasons, one by one."""
        return [line.strip() for line in self.reasons.splitlines() if line.strip()]

    def get_absolute_url(self):
        return reverse("compliance:decision", args=[self.pk])

    def page_for(self, move: str) -> str:
        """A release has a page of its own, which shows first what would follow."""
        return reverse("compliance:release", args=[self.pk]) if move == "release" else ""

    def people(self, role):
        """Before any report there is no reviewer: whoever proposed the decision stands in."""
        if role == "proposer" or (role == "reviewer" and self.report is None):
            return User.objects.filter(pk=self.proposer_id, is_active=True)
        return (self.report or self.application).people(role)


class DecisionHistory(History):
    subject = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class ReleaseIntentQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(undone_at=None, done_at=None)

    def due(self, now):
        return self.pending().filter(due_at__lte=now)


class ReleaseIntent(models.Model):
    """A manager pressed 'release': nothing has happened yet, and until `due_at` it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="intents")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    refused = models.TextField(blank=True, help_text="Why the release did not go through after all.")

    objects = ReleaseIntentQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(undone_at=None, done_at=None),
                name="compliance_releaseintent_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(done_at=None), name="compliance_releaseintent_undone_or_done"
            ),
        ]

    def __str__(self):
        return f"Release of {self.decision} at {self.due_at:%H:%M:%S}"
