"""A running clock of one record: what is owed, since when, by when, and how it ended."""

import uuid

from django.conf import settings
from django.db import models

from qcp import clock
from qcp.workflow.models import Case


class Status(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    MET = "met", "Met"
    MISSED = "missed", "Missed"
    CANCELLED = "cancelled", "Cancelled"
    MOVED = "moved", "Moved"


class DeadlineQuerySet(models.QuerySet):
    def of_case(self, case_id):
        return self.filter(case_id=case_id)

    def of(self, subject):
        return self.filter(subject_label=subject._meta.label, subject_id=subject.pk)

    def running(self):
        return self.filter(status__in=(Status.RUNNING, Status.PAUSED))


class Deadline(models.Model):
    """`due_on` is the last day in time, until 23:59:59 in the program's zone. `wake_at` is when the sweep looks next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    practice_id = models.UUIDField(null=True, help_text="Whose calendar it is shown in.")
    owner = models.CharField(max_length=20, help_text="The role that owes it (a key of the subject's people()).")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        help_text="The one person who owes it.",
    )
    opened_because = models.CharField(max_length=200, help_text="The event that started it, in words.")
    starts_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    wake_at = models.DateTimeField(null=True, db_index=True)
    reminded = models.IntegerField(
        null=True, help_text="Days before due of the latest reminder sent; -1 = told it was missed."
    )
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    moved_to = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_from")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(status__in=(Status.RUNNING, Status.PAUSED)),
                name="deadlines_deadline_one_running",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=(Status.RUNNING, Status.PAUSED), closed_at=None)
                | (~models.Q(status__in=(Status.RUNNING, Status.PAUSED)) & ~models.Q(closed_at=None)),
                name="deadlines_deadline_closed_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.kind} due {self.due_on}"


class Pause(models.Model):
    """Days that do not count on one of the staff's own clocks, because somebody else had to act."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    because = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    def __str__(self):
        return f"paused {self.from_on} to {self.until_on or 'now'}: {self.because}"
