"""A step handed to one colleague, with a day: so that everybody knows who does what, and nobody gets more than that."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from applications.states import EDITABLE
from qcp import clock

SLUGS = ("eligibility", "agreements", "questionnaire", "payment", "policies", "survey-dates")


class StepAssignmentQuerySet(models.QuerySet):
    def open(self):
        """Still to be done, by somebody who still belongs to the practice, while the practice holds the pen."""
        return self.filter(done_at=None, withdrawn_at=None, application__state__in=EDITABLE)

    def visible_to(self, user):
        """Whoever sees the practice's applications as a member, and the office."""
        if not user.is_authenticated:
            return self.none()
        rows = self.exclude(application__case__recusals__user=user)
        if user.is_staff:
            return rows
        return rows.filter(application__practice__in=user.memberships.filter(ended_at=None).values("practice"))

    def for_list(self):
        return self.select_related("assignee", "assigned_by", "application__practice").order_by("due_on", "assigned_at")


class StepAssignment(models.Model):
    """`assignee` fills in this one step by `due_on`; a viewer may write there as long as it is theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="assignments")
    step = models.SlugField(max_length=20)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="step_assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    due_on = models.DateField(help_text="The last day in time.")
    note = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = StepAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(done_at=None, withdrawn_at=None), name="applications_assigned_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="applications_stepassignment_one_open",
            ),
            models.CheckConstraint(condition=Q(step__in=SLUGS), name="applications_stepassignment_known_step"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_at=None), name="applications_stepassignment_one_end"
            ),
        ]

    def __str__(self):
        return f"{self.step} of {self.application}, for {self.assignee}"

    def get_absolute_url(self):
        return reverse("applications:step", args=[self.application_id, self.step])

    @property
    def case(self):
        return self.application.case

    @property
    def case_id(self):
        return self.application.case_id

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def is_overdue(self) -> bool:
        return self.due_on < clock.today()

    def people(self, role: str):
        return self.application.people(role)
