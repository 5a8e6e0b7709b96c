"""A request that the Oversight Council set the percentage of one round aside, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from qcp import clock
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .. import policies, readiness, scoring
from ..states import DECIDED_WAIVER, OPEN_WAIVER, WaiverState
from .measures import Round
from .practice import Practice
from .scores import ScoreResult, ScoreSubmission

State = WaiverState
POLICY = "Certification Policies: score waiver review"
SEATS = {"council": "council_member", "council-second": "second_member"}  # capacity asked about -> who sits there


class ScoreWaiverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice, the office, and the council members named for it once they declared no conflict."""
        if not user.is_authenticated:
            return self.none()
        seen = self.exclude(case__recusals__user=user)
        if user.role == Role.COUNCIL:
            return seen.filter(seated(user))
        return seen.filter(practice__in=Practice.objects.visible_to(user))

    def granted(self):
        return self.filter(state=State.GRANTED)

    def for_list(self):
        return self.select_related("practice", "round", "submission", "council_member", "second_member", "result")


def seated(user) -> Q:
    """Sits on the waiver, and answered for that seat that there is no conflict."""
    answered = ConflictQuestion.objects.filter(
        subject_id=OuterRef("pk"), asked_of=user, withdrawn_at=None, answer=ConflictQuestion.Answer.NONE
    )
    seats = [Q(Exists(answered.filter(capacity=capacity)), **{name: user}) for capacity, name in SEATS.items()]
    return seats[0] | seats[1]


class ScoreWaiver(WorkflowModel):
    """It rests on one result, names the measures that are unfair to this practice, and says why.

    It sets aside the percentage and nothing else: `percentage_only` tells whether anything else stands in the way.
    """

    State = WaiverState
    slug = "score-waiver"
    actions = "practices.actions.waivers"

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="waivers")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="waivers")
    submission = models.ForeignKey(ScoreSubmission, on_delete=models.PROTECT, related_name="waivers")
    result = models.ForeignKey(ScoreResult, on_delete=models.PROTECT, related_name="+")
    state = FSMField(choices=State.choices, default=State.REQUESTED, protected=True)
    disputed = models.JSONField(editable=False, help_text="Codes of the measures that the request is about.")
    characteristic = models.TextField("what is unique about the practice", max_length=4000)
    effect = models.TextField("how it lowered these measures", max_length=4000)
    without_numerator = models.PositiveIntegerField(editable=False)
    without_denominator = models.PositiveIntegerField(editable=False)
    percentage_only = models.BooleanField(editable=False, help_text="Nothing but the percentage stands in the way.")
    requested_on = models.DateField(editable=False, help_text="The day on which the request reached the program.")
    came_elsewhere = models.BooleanField(default=False, editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    council_member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="waivers_to_decide",
        help_text="Decides.",
    )
    second_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="Confirms a grant."
    )
    decided_on = models.DateField(null=True, editable=False)

    objects = ScoreWaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="practices_scorewaiver_known_state"),
            models.UniqueConstraint(fields=["practice", "round"], name="practices_scorewaiver_once_per_round"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED_WAIVER, decided_on__isnull=False, council_member__isnull=False)
                | (~Q(state__in=DECIDED_WAIVER) & Q(decided_on=None)),
                name="practices_scorewaiver_decision_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.GRANTED) | Q(second_member__isnull=False),
                name="practices_scorewaiver_granted_by_two",
            ),
            models.CheckConstraint(
                condition=Q(council_member=None) | Q(second_member=None) | ~Q(council_member=F("second_member")),
                name="practices_scorewaiver_two_people",
            ),
        ]

    def __str__(self):
        return f"Score waiver {self.round.code} of {self.practice}"

    def get_absolute_url(self):
        return reverse("practices:waiver", args=[self.pk])

    @transition(
        "state",
        source=State.REQUESTED,
        target=State.IN_REVIEW,
        permission=policies.may_run_waivers,
        conditions=[readiness.council_member_cleared],
        custom=move("Hand to the council member", "staff", policy=POLICY),
    )
    def take_up(self): ...

    @transition(
        "state",
        source=State.IN_REVIEW,
        target=State.GRANTED,
        permission=policies.may_confirm_waiver,
        conditions=[readiness.grant_is_proposed],
        custom=move("Confirm: grant the waiver", "council", policy=POLICY),
    )
    def grant(self):
        self.decided_on = clock.today()

    @transition(
        "state",
        source=State.IN_REVIEW,
        target=State.DENIED,
        permission=policies.may_decide_waiver,
        custom=move("Deny the waiver", "council", reason=True, policy=POLICY),
    )
    def deny(self):
        self.decided_on = clock.today()

    @transition(
        "state",
        source=list(OPEN_WAIVER),
        target=State.WITHDRAWN,
        permission=policies.may_withdraw_waiver,
        custom=move("Withdraw the request", "signatory"),
    )
    def withdraw(self): ...

    @property
    def proposal(self):
        """The proposal to grant that waits for the second council member, or None."""
        return next((each for each in self.proposals.all() if each.ended_at is None), None)

    @property
    def figures(self) -> scoring.Figures:
        """The figures of the result that it rests on."""
        return scoring.Figures.from_json(self.result.inputs)

    @property
    def without_percent(self) -> str:
        """The score without the measures in question, as it was when the request was filed."""
        return scoring.percent(self.without_numerator, self.without_denominator)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_WAIVER

    def page_for(self, move: str) -> str:
        """Withdrawing cannot be taken back for the round, so it is asked for on a page of its own."""
        return reverse("practices:withdraw-waiver", args=[self.pk]) if move == "withdraw" else ""

    def people(self, role: str):
        if role in SEATS:
            return [user for user in (getattr(self, SEATS[role]),) if user]
        return self.practice.people(role)


class ScoreWaiverHistory(History):
    subject = models.ForeignKey(ScoreWaiver, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class GrantProposal(models.Model):
    """The first of two council members would grant the waiver, and says why. `answer`: why the second one did not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    waiver = models.ForeignKey(ScoreWaiver, on_delete=models.PROTECT, related_name="proposals")
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["waiver"], condition=Q(ended_at=None), name="practices_grantproposal_one_open"
            )
        ]

    def __str__(self):
        return f"Proposal to grant {self.waiver}"
