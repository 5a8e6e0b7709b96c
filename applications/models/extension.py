"""The extension of an application's final deadline: asked for once, decided by the manager."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from applications import extending, policies
from applications.grounds import COUNTING, COUNTING_CHOICES, POLICY
from applications.states import ExtensionState as State
from qcp import clock
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .application import Application


class ExtensionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the application sees what was asked for it."""
        return self.filter(application__in=Application.objects.visible_to(user))

    def undecided(self):
        return self.filter(state=State.REQUESTED)

    def for_list(self):
        return self.select_related("application__practice", "case", "asked_by").order_by("-requested_on", "-opened_at")


class Extension(WorkflowModel):
    """`received_on` is the day on which the request reached the program, by which it is in time or late."""

    State = State
    slug = "extension"
    actions = "applications.actions.extension"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="extensions")
    state = FSMField(choices=State.choices, default=State.REQUESTED, protected=True)
    ground = models.CharField(max_length=20, choices=COUNTING_CHOICES)
    event_on = models.DateField("day of the event")
    basis = models.TextField("what happened and what it prevents", max_length=4000)
    received_on = models.DateField(editable=False)
    requested_on = models.DateField(default=clock.today, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="The signatory, or the member of staff who recorded a request that came in writing elsewhere.",
    )
    came_elsewhere = models.BooleanField(default=False, editable=False)
    final_deadline_on = models.DateField(editable=False, help_text="The final deadline when it was asked for.")
    days = models.PositiveSmallIntegerField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="applications_extension_known_state"),
            models.CheckConstraint(condition=Q(ground__in=COUNTING), name="applications_extension_ground_counts"),
            models.CheckConstraint(
                condition=Q(event_on__lte=F("received_on"), received_on__lte=F("final_deadline_on")),
                name="applications_extension_asked_in_time",
            ),
            models.CheckConstraint(
                condition=Q(received_on__lte=F("requested_on")), name="applications_extension_received_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(state=State.GRANTED, days__gte=1, days__lte=30) | (~Q(state=State.GRANTED) & Q(days=None)),
                name="applications_extension_granted_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(state=State.REQUESTED, decided_on=None)
                | (~Q(state=State.REQUESTED) & Q(decided_on__isnull=False)),
                name="applications_extension_closed_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=State.REQUESTED),
                name="applications_extension_one_undecided",
            ),
        ]

    def __str__(self):
        return f"Extension for {self.application.reference} of {self.application.practice}"

    @transition(
        "state",
        source=State.REQUESTED,
        target=State.GRANTED,
        permission=policies.may_decide_extension,
        conditions=[
            extending.application_still_pending,
            extending.days_within_the_limit,
            extending.new_day_lies_ahead,
        ],
        custom=move("Grant the extension", "manager", reason=True, policy=POLICY),
    )
    def grant(self, *, days):
        self.days, self.decided_on = days, clock.today()

    @transition(
        "state",
        source=State.REQUESTED,
        target=State.DENIED,
        permission=policies.may_decide_extension,
        custom=move("Deny the extension", "manager", reason=True, policy=POLICY),
    )
    def deny(self):
        self.decided_on = clock.today()

    @transition(
        "state",
        source=State.REQUESTED,
        target=State.WITHDRAWN,
        permission=policies.may_withdraw_extension,
        custom=move("Withdraw the request", "signatory", system=True),
    )
    def withdraw(self):
        self.decided_on = clock.today()

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def ground_in_words(self) -> str:
        return self.get_ground_display()

    @property
    def fee(self):
        """The invoice that came with the request."""
        return self.application.invoices.filter(kind="extension", occasion=str(self.pk)).order_by("-issued_on").first()

    def get_absolute_url(self):
        return reverse("applications:extension", args=[self.application_id])

    def page_for(self, move: str) -> str:
        """Days are asked for at the desk, with a look at what will follow; a withdrawal tells what it costs first."""
        match move:
            case "grant" | "deny":
                return reverse("admin:applications_extension_move", args=[self.pk, move])
            case "withdraw":
                return reverse("applications:extension-withdraw", args=[self.pk])
        return ""

    def people(self, role: str):
        return self.application.people(role)


class ExtensionHistory(History):
    subject = models.ForeignKey(Extension, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
