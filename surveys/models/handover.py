"""Changes of a tablet that came by another way than its own sending: sealed, opened by the office for a reason."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock
from qcp.accounts import secrets

from .survey import Survey


class Settled(models.TextChoices):
    """What became of what was in it."""

    TAKEN = "taken", "Taken over into the survey"
    ASIDE = "aside", "Set aside"


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office's, except for those who stepped off the case."""
        return self.filter(survey__in=Survey.objects.visible_to(user)) if user.is_staff else self.none()

    def for_list(self):
        people = ("author", "received_by", "opened_by", "settled_by")
        return self.select_related("survey__application__practice", "survey__surveyor", "survey__case", *people)

    def waiting(self):
        return self.filter(settled="")


class HandOver(models.Model):
    """One file of changes. What it holds is sealed at rest, and read by nobody before it was opened."""

    class Way(models.TextChoices):
        TABLET = "tablet", "Handed over from the tablet"
        FILE = "file", "Brought in as a file"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="handovers", editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    device = models.CharField(max_length=40, editable=False)
    way = models.CharField(max_length=10, choices=Way.choices, editable=False)
    sealed = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False, help_text="Of the changes as they were written down.")
    changes = models.PositiveIntegerField(editable=False)
    received_at = models.DateTimeField(default=clock.now, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened_because = models.TextField(blank=True, editable=False)
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_because = models.TextField(blank=True, editable=False)
    receipts = models.JSONField(default=list, editable=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "sha256"], name="surveys_handover_same_work_once"),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | (Q(opened_at__isnull=False, opened_by__isnull=False) & ~Q(opened_because="")),
                name="surveys_handover_opened_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None)
                | (Q(settled__in=Settled.values, settled_at__isnull=False) & ~Q(settled_because="")),
                name="surveys_handover_settled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(settled="") | Q(opened_at__isnull=False) | Q(settled=Settled.ASIDE),
                name="surveys_handover_taken_only_when_opened",
            ),
        ]

    def __str__(self):
        return f"Unsent work of {self.author} for {self.survey.reference}"

    def get_absolute_url(self):
        return reverse("surveys:handover", args=[self.pk])

    @property
    def case_id(self):
        return self.survey.case_id

    @property
    def is_of_somebody_who_left(self) -> bool:
        """The survey is another one's now, or the case is closed to its author."""
        return self.survey.surveyor_id != self.author_id or self.survey.case.closed_to(self.author)

    @property
    def document(self) -> dict:
        """What was written down on the tablet; whoever asks has opened it."""
        return json.loads(secrets.unseal(self.sealed))
