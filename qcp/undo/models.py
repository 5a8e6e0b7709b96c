"""A move with consequences, between the press of its button and the minute's end."""

import uuid

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock
from qcp.access.confidential import closed_to_the_rest
from qcp.workflow.models import Case


class HeldMoveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever pressed it, and the office; but for those to whom the case is closed."""
        if not user.is_authenticated:
            return self.none()
        seen = self if user.is_staff else self.filter(by=user)
        return seen.exclude(case__recusals__user=user).exclude(closed_to_the_rest(user))

    def of(self, record):
        return self.filter(subject_id=record.pk)

    def pending(self):
        return self.filter(undone_at=None, done_at=None)

    def due(self, now):
        return self.pending().filter(due_at__lte=now)

    def for_list(self):
        return self.select_related("by", "undone_by")


class HeldMove(models.Model):
    """Somebody pressed a button: nothing has happened yet, and until `due_at` it can be taken back.

    What comes of it is a line in the history of its record; what was taken back leaves only this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="held_moves")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    move = models.CharField(max_length=40)
    label = models.CharField(max_length=120, help_text="What the button said.")
    given = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="The reason, and what else was typed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    due_at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    refused = models.TextField(blank=True, help_text="Why it did not go through after all.")

    objects = HeldMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"], condition=Q(undone_at=None, done_at=None), name="undo_heldmove_one_pending"
            ),
            models.CheckConstraint(condition=Q(undone_at=None) | Q(done_at=None), name="undo_heldmove_undone_or_done"),
        ]

    def __str__(self):
        return f"{self.label}: {self.subject}"

    def get_absolute_url(self):
        return reverse("undo:held", args=[self.pk])

    @property
    def subject(self):
        """The record that it is about, as it stands now."""
        return apps.get_model(self.subject_label)._base_manager.get(pk=self.subject_id)

    @property
    def is_pending(self) -> bool:
        return self.undone_at is None and self.done_at is None
