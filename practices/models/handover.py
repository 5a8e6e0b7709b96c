"""Handing the right to sign over to somebody else of the practice: offered by one, accepted by the other."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock

from ..states import MembershipRole
from .membership import Membership
from .practice import Practice

LEAVES = "leaves"
AFTERWARDS = [
    (MembershipRole.EDITOR, "Stay as editor"),
    (MembershipRole.VIEWER, "Stay as viewer"),
    (LEAVES, "Leave the practice"),
]


class HandoverQuerySet(models.QuerySet):
    def open(self):
        """Not answered, and both people still stand where they stood."""
        return self.filter(
            answer="",
            giver__ended_at=None,
            giver__role=MembershipRole.SIGNATORY,
            receiver__ended_at=None,
        )

    def visible_to(self, user):
        """The two whom it concerns."""
        mine = Q(giver__user=user.pk, giver__ended_at=None) | Q(receiver__user=user.pk, receiver__ended_at=None)
        return self.filter(mine)

    def for_list(self):
        return self.select_related("giver__user", "receiver__user", "giver__practice")


class Handover(models.Model):
    """One offer. Until the receiver accepts, the giver signs, so that there is always somebody who can."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handovers_given")
    receiver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handovers_received")
    afterwards = models.CharField(max_length=10, choices=AFTERWARDS, default=MembershipRole.EDITOR)
    offered_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(fields=["giver"], condition=Q(answer=""), name="practices_handover_one_open"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=("accepted", "declined", "withdrawn"), answered_at__isnull=False),
                name="practices_handover_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(afterwards__in=("editor", "viewer", LEAVES)), name="practices_handover_known_afterwards"
            ),
        ]

    def __str__(self):
        return f"{self.giver.user} to {self.receiver.user}"

    def get_absolute_url(self):
        return reverse("practices:members", args=[self.giver.practice_id])

    @property
    def practice(self) -> Practice:
        return self.giver.practice

    def people(self, role: str):
        return self.practice.people(role)
