"""A survey of a practice: who comes, when, and how far it has got."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from practices.models import Membership
from qcp import clock
from qcp.access.models import Recusal
from qcp.accounts.models import Role
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .. import policies, readiness
from ..people import people
from ..states import (
    BEFORE_THE_VISIT,
    BEGUN,
    DATED,
    NAMED,
    OPEN_TO_SURVEYOR,
    OVER,
    SUBMITTED,
    Kind,
    Mode,
    State,
)

CONFLICTS = "Conflict of interest policy: every phase of certification"
REPEATS = "Repeat on-site survey policy"


def next_number() -> int:
    """The number after the highest one given so far."""
    last = Survey.objects.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office, the practice's members, and the surveyor once both sides have declared no conflict."""
        if not user.is_authenticated:
            return self.none()
        off_the_case = Recusal.objects.filter(case=OuterRef("case"), user_id=user.pk)
        return self._for_role(user).exclude(Exists(off_the_case))

    def _for_role(self, user):
        if user.is_staff:
            return self.all()
        if user.role == Role.SURVEYOR:
            return self.filter(surveyor_id=user.pk, state__in=OPEN_TO_SURVEYOR)
        member = Membership.objects.filter(practice=OuterRef("application__practice"), user_id=user.pk, ended_at=None)
        return self.filter(Exists(member))

    def of(self, application):
        return self.filter(application=application)

    def going_on(self):
        return self.exclude(state__in=OVER)

    def for_list(self):
        return self.select_related("application__practice", "surveyor", "determination__by").order_by("number")


class Survey(WorkflowModel):
    """One survey of one application: the first one, a repeat, or one that verifies an action plan."""

    slug = "survey"
    actions = "surveys.actions.survey"

    State, Kind, Mode = State, Kind, Mode

    number = models.PositiveIntegerField(unique=True, default=next_number, editable=False)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="surveys")
    state = FSMField(choices=State.choices, default=State.UNASSIGNED, protected=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.INITIAL, editable=False)
    ground = models.TextField(blank=True, editable=False, help_text="Why a further survey was ordered.")
    follows = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="followed_by",
        help_text="The survey whose report led to this one.",
    )  # fmt: skip
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.ON_SITE, editable=False)
    surveyor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="surveys"
    )
    agreed = models.CharField(
        max_length=200, blank=True, editable=False, help_text="How a day that was not offered was agreed."
    )
    signed_name = models.CharField(max_length=120, blank=True, editable=False)
    findings_on = models.DateField(null=True, editable=False)
    report_on = models.DateField(null=True, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["state", "number"], name="surveys_in_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="surveys_survey_known_state"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="surveys_survey_known_kind"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="surveys_survey_known_mode"),
            models.CheckConstraint(
                condition=Q(state__in=NAMED, surveyor__isnull=False) | (~Q(state__in=NAMED) & Q(surveyor=None)),
                name="surveys_survey_surveyor_when_named",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.INITIAL, ground="", follows=None)
                | (~Q(kind=Kind.INITIAL) & ~Q(ground="") & Q(follows__isnull=False)),
                name="surveys_survey_further_ones_have_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SUBMITTED) | (~Q(signed_name="") & Q(findings_on__isnull=False)),
                name="surveys_survey_submitted_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(state=State.REPORT_COMPLETED, report_on__isnull=False)
                | (~Q(state=State.REPORT_COMPLETED) & Q(report_on=None)),
                name="surveys_survey_completed_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=~Q(state__in=OVER), name="surveys_survey_one_going_on"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(kind=Kind.INITIAL) & ~Q(state=State.CANCELLED),
                name="surveys_survey_one_initial",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference} of {self.application.practice}"

    @transition(
        "state", source=State.UNASSIGNED, target=State.PROPOSED, permission=policies.may_arrange,
        conditions=[
            readiness.application_goes_on, readiness.surveyor_can_come, readiness.surveyor_free_as_pencilled,
        ],
        custom=move("Name a surveyor", "staff", policy=CONFLICTS),
    )  # fmt: skip
    def propose(self, *, surveyor, mode=Mode.ON_SITE, pencilled=None):
        self.surveyor, self.mode = surveyor, mode

    @transition(
        "state", source=State.PROPOSED, target=State.UNASSIGNED, permission=policies.may_decline,
        custom=move("Decline this pairing", "surveyor or practice", policy=CONFLICTS),
    )  # fmt: skip
    def decline(self):
        self.surveyor = None

    @transition(
        "state", source=State.PROPOSED, target=State.CONFIRMED, permission=policies.nobody,
        conditions=[readiness.surveyor_declared, readiness.practice_declared],
        custom=move("Confirm the surveyor", "system", system=True, policy=CONFLICTS),
    )  # fmt: skip
    def clear_conflicts(self): ...

    @transition(
        "state", source=State.CONFIRMED, target=State.SCHEDULED, permission=policies.may_arrange,
        conditions=[
            readiness.application_goes_on, readiness.days_offered_or_agreed, readiness.sites_covered,
            readiness.itinerary_fits, readiness.surveyor_free,
        ],
        custom=move("Set the date", "staff"),
    )  # fmt: skip
    def schedule(self, *, plan, held=None, agreed=""):
        self.agreed = agreed

    @transition(
        "state", source=State.SCHEDULED, target=State.SCHEDULED, permission=policies.may_arrange,
        conditions=[
            readiness.application_goes_on, readiness.days_offered_or_agreed, readiness.sites_covered,
            readiness.itinerary_fits, readiness.surveyor_free,
        ],
        custom=move("Move to another date", "staff", reason=True),
    )  # fmt: skip
    def reschedule(self, *, plan, held=None, agreed=""):
        self.agreed = agreed

    @transition(
        "state", source=State.SCHEDULED, target=State.IN_PROGRESS, permission=policies.may_survey,
        conditions=[readiness.application_goes_on, readiness.first_day_come],
        custom=move("Begin the survey", "surveyor"),
    )  # fmt: skip
    def begin(self, *, check_out=False): ...

    @transition(
        "state", source=State.IN_PROGRESS, target=State.FINDINGS_SUBMITTED, permission=policies.may_survey,
        conditions=[readiness.application_goes_on, readiness.findings_complete, readiness.signed_by_the_surveyor,
            readiness.as_it_was_shown, readiness.photos_arrived],
        custom=move("Sign and submit the findings", "surveyor"),
    )  # fmt: skip
    def submit_findings(self, *, signature, seen=""):
        self.signed_name, self.findings_on = signature, clock.today()

    @transition(
        "state", source=State.FINDINGS_SUBMITTED, target=State.REPORT_COMPLETED, permission=policies.may_arrange,
        conditions=[readiness.application_goes_on, readiness.findings_complete],
        custom=move("Complete the survey report", "staff", policy=REPEATS),
    )  # fmt: skip
    def complete_report(self):
        self.report_on = clock.today()

    @transition(
        "state", source=State.FINDINGS_SUBMITTED, target=State.IN_PROGRESS, permission=policies.may_arrange,
        custom=move("Return the findings", "staff", reason=True),
    )  # fmt: skip
    def return_findings(self):
        self.signed_name, self.findings_on = "", None

    @transition(
        "state", source=[State.PROPOSED, State.CONFIRMED, State.SCHEDULED], target=State.UNASSIGNED,
        permission=policies.may_arrange,
        custom=move("Take the surveyor off", "staff", reason=True, system=True),
    )  # fmt: skip
    def unassign(self):
        self.surveyor, self.agreed = None, ""

    @transition(
        "state", source=BEFORE_THE_VISIT, target=State.CANCELLED, permission=policies.may_arrange,
        custom=move("Cancel the survey", "staff", reason=True, system=True),
    )  # fmt: skip
    def cancel(self):
        self.surveyor, self.agreed = None, ""

    @property
    def reference(self) -> str:
        return f"SUR-{self.number:04d}"

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def is_dated(self) -> bool:
        return self.state in DATED

    @property
    def has_begun(self) -> bool:
        return self.state in BEGUN

    def get_absolute_url(self):
        return reverse("surveys:detail", args=[self.pk])

    def people(self, role: str):
        return people(self, role)

    def days(self) -> list:
        """The days of the visits, in order, each once."""
        return sorted({visit.visit_on for visit in self.visits.all()})

    def first_day(self):
        return min(self.days(), default=None)

    def last_day(self):
        return max(self.days(), default=None)

    def findings(self):
        """What was found at every visit, in the order of the sites and of the standards."""
        return apps.get_model("surveys.Finding").objects.filter(visit__survey=self).for_list()


class SurveyHistory(History):
    subject = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
