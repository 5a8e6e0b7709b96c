"""A practice's QOPI scores of one round, from figures to a frozen result."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from qcp import clock
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .. import policies, readiness
from ..states import ScoreState, WaiverState
from .measures import Measure, Round
from .practice import Practice

State = ScoreState


class ScoreSubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice sees its scores, except on a case they stepped off."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(practice__in=Practice.objects.visible_to(user)).exclude(case__recusals__user=user)

    def standing(self):
        return self.exclude(state=State.WITHDRAWN)

    def waiting_for_staff(self):
        return self.filter(state=State.SUBMITTED)

    def for_list(self):
        return self.select_related("practice", "round__measure_set").order_by("-round__opens_on", "practice__number")


class ScoreSubmission(WorkflowModel):
    """The figures of one practice for one round. `revision` counts saves, so that nobody overwrites unseen."""

    State = ScoreState
    slug = "score-submission"
    actions = "practices.actions.scores"

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="score_submissions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    saved_at = models.DateTimeField(null=True, editable=False)
    submitted_on = models.DateField(null=True, editable=False)
    finalized_on = models.DateField(null=True, editable=False)
    received_on = models.DateField(null=True, editable=False, help_text="First delivery of a result to the practice.")
    waiver_clock_on = models.DateField(
        null=True, editable=False, help_text="The day the waiver clock started; it never starts again for the round."
    )

    objects = ScoreSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-round__opens_on"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="practices_scoresubmission_known_state"),
            models.UniqueConstraint(
                fields=["practice", "round"],
                condition=~Q(state=State.WITHDRAWN),
                name="practices_scoresubmission_one_per_round",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.WITHDRAWN)) | Q(submitted_on__isnull=False),
                name="practices_scoresubmission_handed_in_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.FINAL, finalized_on__isnull=False)
                | (~Q(state=State.FINAL) & Q(finalized_on=None)),
                name="practices_scoresubmission_final_has_its_date",
            ),
        ]

    def __str__(self):
        return f"QOPI scores {self.round.code} of {self.practice}"

    def get_absolute_url(self):
        return reverse("practices:score", args=[self.pk])

    @transition(
        "state",
        source=[State.DRAFT, State.RETURNED],
        target=State.SUBMITTED,
        permission=policies.may_submit_scores,
        conditions=[
            readiness.round_is_open,
            readiness.every_measure_answered,
            readiness.charts_given,
            readiness.nothing_half_typed,
            readiness.report_attached,
        ],
        custom=move("Send to QCP staff", "signatory"),
    )
    def submit(self):
        self.submitted_on = clock.today()

    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.RETURNED,
        permission=policies.may_compare_scores,
        custom=move("Return to the practice", "staff", reason=True),
    )
    def return_(self): ...

    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.FINAL,
        permission=policies.may_compare_scores,
        conditions=[readiness.every_measure_answered, readiness.charts_given],
        custom=move("Make final: the figures match the report", "staff"),
    )
    def finalize(self):
        self.finalized_on = clock.today()

    @transition(
        "state",
        source=State.FINAL,
        target=State.SUBMITTED,
        permission=policies.may_compare_scores,
        conditions=[readiness.nothing_rests_on_it],
        custom=move("Correct", "staff", reason=True),
    )
    def correct(self):
        self.finalized_on = None

    @transition(
        "state",
        source=[State.DRAFT, State.SUBMITTED, State.RETURNED],
        target=State.WITHDRAWN,
        permission=policies.may_withdraw_scores,
        custom=move("Withdraw", "signatory"),
    )
    def withdraw(self): ...

    @property
    def result(self):
        """The result that stands, or None."""
        return next((result for result in self.results.all() if result.superseded_at is None), None)

    @property
    def asked(self):
        """The line with which staff returned the figures, while they are with the practice; or None."""
        if self.state != State.RETURNED:
            return None
        return self.history.filter(move="return").select_related("actor").order_by("-version").first()

    def page_for(self, move: str) -> str:
        """What was returned is sent again with an answer."""
        again = move == "submit" and self.state == State.RETURNED
        return reverse("practices:send-scores", args=[self.pk]) if again else ""

    @property
    def typed(self) -> dict:
        """What is typed and no figure yet, by the name of its field."""
        return self.half_typed.values if hasattr(self, "half_typed") else {}

    @property
    def granted_waiver(self):
        """The waiver that sets the percentage of these scores aside, or None."""
        return next((waiver for waiver in self.waivers.all() if waiver.state == WaiverState.GRANTED), None)

    def people(self, role: str):
        return self.practice.people(role)


class ScoreSubmissionHistory(History):
    subject = models.ForeignKey(ScoreSubmission, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class MeasureScore(models.Model):
    """One measure as reported; an inverse measure carries the raw (bad) numerator."""

    submission = models.ForeignKey(ScoreSubmission, on_delete=models.CASCADE, related_name="measure_scores")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["measure__position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "measure"], name="practices_measurescore_once"),
            models.CheckConstraint(
                condition=Q(numerator__lte=F("denominator")), name="practices_measurescore_numerator_fits"
            ),
        ]

    def __str__(self):
        return f"{self.numerator} of {self.denominator}"


class HalfTyped(models.Model):
    """What somebody typed that is no figure yet: a numerator without denominator, a letter, a number too large."""

    submission = models.OneToOneField(ScoreSubmission, on_delete=models.CASCADE, related_name="half_typed")
    values = models.JSONField(default=dict, help_text="As typed, by the name of the field.")

    def __str__(self):
        return ", ".join(self.values)


class ModuleCharts(models.Model):
    """The charts of one module."""

    submission = models.ForeignKey(ScoreSubmission, on_delete=models.CASCADE, related_name="module_charts")
    module = models.CharField(max_length=20)
    eligible = models.PositiveIntegerField()
    abstracted = models.PositiveIntegerField()
    attested = models.BooleanField("all eligible charts were abstracted", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "module"], name="practices_modulecharts_once"),
            models.CheckConstraint(
                condition=Q(abstracted__lte=F("eligible")), name="practices_modulecharts_abstracted_fits"
            ),
            models.CheckConstraint(
                condition=Q(attested=False) | Q(abstracted=F("eligible")), name="practices_modulecharts_attested_is_all"
            ),
        ]

    def __str__(self):
        return f"{self.module}: {self.abstracted} of {self.eligible}"


class ScoreResult(models.Model):
    """What the figures came to when made final, with inputs and strategy. Never changed, only superseded."""

    submission = models.ForeignKey(ScoreSubmission, on_delete=models.PROTECT, related_name="results")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    inputs = models.JSONField(editable=False)
    strategy = models.CharField(max_length=40)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    percent = models.CharField(max_length=6, help_text="Cut off after two decimals.")
    meets_percentage = models.BooleanField()
    qualifies = models.BooleanField()
    reasons = models.JSONField(default=list)
    valid_until = models.DateField(help_text="Last day on which it can support a new application.")
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(superseded_at=None), name="practices_scoreresult_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(qualifies=False) | Q(meets_percentage=True), name="practices_scoreresult_qualifies_in_full"
            ),
        ]

    def __str__(self):
        return f"{self.percent}%"
