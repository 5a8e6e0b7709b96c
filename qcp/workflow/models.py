"""The case, the record that moves, and the line that each move leaves."""

import uuid

from django.conf import settings
from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin

from qcp import clock


class Case(models.Model):
    """One chain of events: an application with everything that belongs to it, or one score submission.

    Rights, recusals and history are per case. `seq` and `head` are the last line's number and hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    seq = models.PositiveIntegerField(default=0, editable=False)
    head = models.CharField(max_length=64, blank=True, editable=False)

    def __str__(self):
        return f"Case {self.pk}"

    def closed_to(self, user) -> bool:
        """Has this person stepped off the case? Then nothing of it is theirs to see or do."""
        return self.recusals.filter(user_id=user.pk).exists() if user.pk else False


class WorkflowModel(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """A record with a machine. Subclasses declare `state`, `slug`, `actions` and a History of their own.

    slug: the workflow's name in the handbook. actions: dotted module in which each move has its function.
    """

    slug = ""
    actions = ""
    guards_passed = False  # true only inside `advance()`, which has asked the guards already

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")
    opened_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """The state is the machine's own, and no form's business."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def people(self, role: str):
        """Who is meant by a role of this record ('signatory', 'staff', 'surveyor' ...): an iterable of users."""
        raise LookupError(f"{self._meta.label} has nobody in the role {role!r}.")


class History(models.Model):
    """One line per move, never changed: who, when, from, to, why. Subclasses add `subject` (related_name='history')."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField(help_text="Place in the case's chain, from 1.")
    version = models.PositiveIntegerField(help_text="The record's move number; 0 is its opening.")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    policy = models.CharField(max_length=200, blank=True)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="%(app_label)s_%(class)s_one_line_per_place"),
            models.UniqueConstraint(fields=["subject", "version"], name="%(app_label)s_%(class)s_one_line_per_move"),
        ]

    def __str__(self):
        return f"{self.seq}. {self.move}: {self.source or 'new'} → {self.target}"
