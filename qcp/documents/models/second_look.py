"""The question that a file raises when it seems to name a patient, what the practice says, what the office decides."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

from .stored import StoredFile


class SecondLookQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decision="", stored__verdict="held", stored__destroyed_at=None)


class SecondLook(models.Model):
    """marks: what was found, each with its page and the place in which every letter and digit of it is covered."""

    class Answer(models.TextChoices):
        NO_PATIENT = "no_patient", "It names no patient"
        REMOVE = "remove", "It names a patient, or may: destroy it"

    class Decision(models.TextChoices):
        RELEASE = "release", "Release it: it names no patient"
        DESTROY = "destroy", "Destroy it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="second_look", editable=False)
    marks = models.JSONField(editable=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="documents_secondlook_answer_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="documents_secondlook_decision_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Second look at {self.stored}"

    def get_absolute_url(self):
        return f"/files/{self.stored_id}/second-look/"
