"""A file whose bytes are to be destroyed, or are: who proposed it, who confirmed it, why."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qcp import clock

from .stored import StoredFile


class DestructionQuerySet(models.QuerySet):
    def proposed(self):
        """Waiting for the second person."""
        return self.filter(confirmed_at=None, withdrawn_at=None)


class Destruction(models.Model):
    """Two people destroy a file: one proposes, another confirms. This row and that of the file stay for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="destructions", editable=False)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DestructionQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["stored"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="documents_destruction_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="documents_destruction_two_people",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="documents_destruction_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Destruction of {self.stored}"

    def get_absolute_url(self):
        return f"/files/{self.stored_id}/destroy/"
