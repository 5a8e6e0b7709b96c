"""The Certification Compliance Report (CCR): how far a practice complies with each standard, site by site."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import PUBLISHED, ReportState
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .visibility import of_the_practice, open_to, opened_to_reviewer


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice reads what was issued; the reviewer what is theirs, once no conflict was declared."""
        rows = open_to(self, user)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows
            case Role.REVIEWER:
                return rows.filter(opened_to_reviewer(user))
            case Role.PRACTICE:
                return rows.filter(of_the_practice(user), state__in=PUBLISHED)
        return rows.none()

    def in_force(self):
        """The issued report that the requirements come from; that of a verification survey only adds to it."""
        return (
            self.filter(state=ReportState.ISSUED).exclude(survey__kind="verification").order_by("-issued_on", "-number")
        )

    def of_verification(self):
        return self.filter(survey__kind="verification")

    def for_list(self):
        return self.select_related("application__practice", "survey", "reviewer")


class Report(WorkflowModel):
    """Drafted from the locked findings of one survey, assessed by one reviewer, frozen when issued."""

    slug = "report"
    actions = "compliance.actions.reports"

    state = FSMField(choices=ReportState.choices, default=ReportState.DRAFT, protected=True)
    number = models.CharField(max_length=20, unique=True, editable=False)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="reports")
    survey = models.ForeignKey("surveys.Survey", on_delete=models.PROTECT, related_name="reports")
    corrects = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction = models.TextField(blank=True, editable=False, help_text="What was wrong in the report it corrects.")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reviewed_reports"
    )
    summary = models.TextField(blank=True, help_text="What the practice should know first, in a few sentences.")
    misrepresentation = models.BooleanField(
        default=False,
        help_text="What was found contradicts what the practice stated, and the practice knew: no withdrawal any more.",
    )
    snapshot = models.JSONField(
        null=True, editable=False, help_text="The facts as issued; page, PDF and sheet read these."
    )
    issued_on = models.DateField(null=True, editable=False)
    received_on = models.DateField(null=True, editable=False, help_text="First proven delivery to the practice.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["state", "number"], name="compliance_reports_in_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="compliance_report_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=PUBLISHED, snapshot__isnull=False, issued_on__isnull=False)
                | (~Q(state__in=PUBLISHED) & Q(snapshot__isnull=True, issued_on__isnull=True)),
                name="compliance_report_issued_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(reviewer__isnull=False),
                name="compliance_report_reviewed_by_someone",
            ),
            models.UniqueConstraint(
                fields=["survey"], condition=Q(corrects=None), name="compliance_report_one_per_survey"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction="") | (Q(corrects__isnull=False) & ~Q(correction="")),
                name="compliance_report_correction_says_why",
            ),
        ]

    def __str__(self):
        return f"Report {self.number} on {self.practice}"

    @transition(
        "state",
        source=[ReportState.DRAFT],
        target=ReportState.IN_REVIEW,
        permission=policies.may_run,
        conditions=[
            readiness.application_goes_on,
            readiness.quality_gate_passed,
            readiness.reviewer_assigned,
            readiness.reviewer_without_conflict,
        ],
        custom=move("Send to the committee reviewer", "staff", policy="Conflict of Interest Policy"),
    )
    def send_to_committee(self): ...

    @transition(
        "state",
        source=[ReportState.IN_REVIEW],
        target=ReportState.DRAFT,
        permission=policies.may_assess,
        custom=move("Return to the office", "reviewer", reason=True),
    )
    def return_(self): ...

    @transition(
        "state",
        source=[ReportState.IN_REVIEW],
        target=ReportState.ISSUED,
        permission=policies.may_assess,
        conditions=[
            readiness.application_goes_on,
            readiness.reviewer_without_conflict,
            readiness.every_finding_assessed,
            readiness.plan_not_under_review,
        ],
        custom=move("Issue the report", "reviewer", policy="Program overview: Receive On-Site Survey Report"),
    )
    def issue(self, *, snapshot):
        self.snapshot = snapshot
        self.issued_on = clock.today()

    @transition(
        "state",
        source=[ReportState.ISSUED],
        target=ReportState.SUPERSEDED,
        permission=policies.nobody,
        custom=move("Replace by a later report", "system", system=True, policy="Repeat On-Site Survey Policy"),
    )
    def supersede(self): ...

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def action_plan(self):
        """The latest one: a reopened application has a plan anew."""
        return self.plans.order_by("-opened_at").first()

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED

    def get_absolute_url(self):
        return reverse("compliance:report", args=[self.pk])

    def people(self, role):
        """The reviewer is the report's own; everyone else is whoever the application names."""
        if role == "reviewer":
            return User.objects.filter(pk=self.reviewer_id, is_active=True)
        return self.application.people(role)


class ReportHistory(History):
    subject = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
