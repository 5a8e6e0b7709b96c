"""The application: one practice asks to be certified. Its answers, agreements and files hang on it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from applications import policies, questions, readiness
from applications.people import people
from applications.states import ACCEPTED, EDITABLE, EVER_SUBMITTED, OPEN, PENDING, ApplicationKind, State
from qcp import clock
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .filled import Filled

PENDING_PERIOD = "Certification Policies: final deadline"


def next_number() -> int:
    return (Application.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice's own people, and the office but for those who stepped off the case."""
        if not user.is_authenticated:
            return self.none()
        seen = self.exclude(case__recusals__user=user)
        if user.is_staff:
            return seen
        return seen.filter(practice__memberships__user=user, practice__memberships__ended_at=None)

    def for_list(self):
        return self.select_related("practice", "edition", "case", "saved_by").order_by("-number")

    def open(self):
        return self.filter(state__in=OPEN)

    def pending(self):
        """Certification Pending."""
        return self.filter(state__in=PENDING)


class Application(Filled, WorkflowModel):
    """`submitted_on` is the day of the latest submission, `pending_on` the Certification Pending date."""

    slug = "application"
    actions = "applications.actions.application"
    Kind, State = ApplicationKind, State

    practice = models.ForeignKey("practices.Practice", on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField(unique=True, default=next_number, editable=False)
    kind = models.CharField(max_length=20, choices=ApplicationKind.choices, default=ApplicationKind.FIRST)
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    edition = models.ForeignKey(
        "applications.Edition",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="applications",
        help_text="Fixed on the day of the first submission.",
    )
    chosen_edition = models.ForeignKey(
        "applications.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    score_submission = models.ForeignKey(
        "practices.ScoreSubmission", null=True, editable=False, on_delete=models.PROTECT, related_name="applications"
    )
    questions_version = models.CharField(max_length=20, default=questions.newest, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, editable=False)
    submitted_on = models.DateField(null=True, editable=False)
    pending_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["state", "number"], name="applications_in_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["practice"], condition=Q(state__in=OPEN), name="applications_application_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="applications_application_known_state"),
            models.CheckConstraint(
                condition=Q(kind__in=ApplicationKind.values), name="applications_application_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_on=None)
                | Q(state__in=EVER_SUBMITTED, submitted_on__isnull=False)
                | Q(state=State.WITHDRAWN),
                name="applications_application_submitted_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on=None, edition=None) | Q(submitted_on__isnull=False, edition__isnull=False),
                name="applications_application_submission_fixes_the_edition",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*EDITABLE, State.SUBMITTED), pending_on=None)
                | Q(state__in=ACCEPTED, pending_on__isnull=False, pending_on=F("submitted_on"))
                | Q(state__in=(State.DENIED, State.WITHDRAWN)),
                name="applications_application_pending_since_its_submission",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_on=None) | (~Q(state__in=OPEN) & Q(ended_on__isnull=False)),
                name="applications_application_ended_has_its_day",
            ),
        ]

    def __str__(self):
        return f"Application {self.reference} of {self.practice}"

    # --- moves ----------------------------------------------------------------------------------

    @transition(
        "state",
        source=list(EDITABLE),
        target=State.SUBMITTED,
        permission=policies.may_submit,
        conditions=[readiness.six_steps_complete, readiness.an_edition_is_in_force],
        custom=move("Submit", "signatory", policy="Program overview: submit application"),
    )
    def submit(self, *, edition, score):
        self.submitted_on = clock.today()
        self.edition = self.edition or edition
        self.score_submission = score

    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.RETURNED,
        permission=policies.may_review,
        conditions=[readiness.a_step_is_named],
        custom=move("Return to the practice", "staff", reason=True),
    )
    def return_(self, *, steps): ...

    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.SURVEY_READY,
        permission=policies.may_review,
        conditions=[readiness.every_policy_accepted],
        custom=move("Accept: Certification Pending", "staff", policy=PENDING_PERIOD),
    )
    def accept(self):
        self.pending_on = self.submitted_on

    @transition(
        "state",
        source=State.SURVEY_READY,
        target=State.IN_SURVEY,
        permission=policies.nobody,
        custom=move("Start the survey", "system", system=True),
    )
    def start_survey(self): ...

    @transition(
        "state",
        source=State.IN_SURVEY,
        target=State.IN_COMPLIANCE,
        permission=policies.nobody,
        custom=move("Enter compliance", "system", system=True),
    )
    def enter_compliance(self): ...

    @transition(
        "state",
        source=[State.IN_SURVEY, State.IN_COMPLIANCE],
        target=State.CERTIFIED,
        permission=policies.nobody,
        custom=move("Certify", "system", system=True),
    )
    def certify(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=[State.SUBMITTED, *PENDING],
        target=State.DENIED,
        permission=policies.nobody,
        custom=move("Deny", "system", system=True),
    )
    def deny(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=list(PENDING),
        target=State.LAPSED,
        permission=policies.nobody,
        conditions=[readiness.final_deadline_has_passed, readiness.nothing_holds_the_lapse],
        custom=move("Lapse", "system", system=True, policy=PENDING_PERIOD),
    )
    def lapse(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=[State.DENIED, State.LAPSED],
        target=State.IN_COMPLIANCE,
        permission=policies.nobody,
        conditions=[readiness.no_other_is_open, readiness.final_deadline_lies_ahead],
        custom=move("Reopen", "system", system=True, policy="Certification Policies: appeal of a denial"),
    )
    def reopen(self, *, final_deadline):
        self.ended_on = None
        self.pending_on = self.submitted_on

    @transition(
        "state",
        source=[State.DRAFT, State.SUBMITTED, State.RETURNED, *PENDING],
        target=State.WITHDRAWN,
        permission=policies.may_withdraw,
        conditions=[readiness.nothing_holds_the_withdrawal],
        custom=move("Withdraw", "signatory"),
    )
    def withdraw(self):
        self.ended_on = clock.today()

    # --- what it is -----------------------------------------------------------------------------

    @property
    def reference(self) -> str:
        return f"APP-{self.number:04d}"

    def get_absolute_url(self):
        return reverse("applications:detail", args=[self.pk])

    def people(self, role: str):
        """The users meant by 'signatory', 'editor', 'viewer', 'members', 'staff' or 'manager'."""
        return people(self, role)

    def page_for(self, move: str) -> str:
        """The page of a move that asks for more than a press of the button."""
        return reverse(f"applications:{move}", args=[self.pk]) if move in ("submit", "return", "withdraw") else ""


class ApplicationHistory(History):
    """One line per move of an application."""

    subject = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
