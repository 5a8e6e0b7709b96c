"""What changed for a recipient: the feed that it reads from, and the outbox of its webhook, in one row per change."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q

from qcp import clock


class StatusEventQuerySet(models.QuerySet):
    def due(self):
        """What a worker may send now: waiting, or left behind by a worker that died."""
        now = clock.now()
        waiting = Q(delivery=StatusEvent.Delivery.PENDING, try_at__lte=now)
        left_behind = Q(delivery=StatusEvent.Delivery.SENDING, lease_until__lt=now)
        return self.filter(waiting | left_behind).order_by("try_at", "pk")

    def needing_a_hand(self):
        """Given up, or waiting for a worker that does not come."""
        late = clock.now() - timedelta(minutes=15)
        stuck = Q(delivery=StatusEvent.Delivery.PENDING, try_at__lt=late)
        return self.filter(Q(delivery=StatusEvent.Delivery.FAILED) | stuck)

    def for_list(self):
        return self.select_related("release__practice", "release__recipient").order_by("-pk")


class StatusEvent(models.Model):
    """The status of one practice as one recipient may know it, from this change on. Its text never changes.

    sequence: counts the recipient's own events without a gap; a reader asks for what came after the last one it has.
    """

    class Delivery(models.TextChoices):
        NONE = "", "To be fetched"
        PENDING = "pending", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Accepted by the recipient"
        FAILED = "failed", "Could not be sent"
        WITHHELD = "withheld", "Not sent: the consent was revoked"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey("practices.Release", on_delete=models.PROTECT, related_name="events")
    recipient = models.ForeignKey("practices.Recipient", on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    payload = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, blank=True, default=Delivery.NONE)
    try_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, help_text="Until then one worker alone may send it.")
    fence = models.PositiveIntegerField(default=0, help_text="Number of the claim; a late worker's result is refused.")
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = StatusEventQuerySet.as_manager()

    class Meta:
        ordering = ["recipient", "sequence"]
        indexes = [models.Index(fields=["delivery", "try_at"], name="compliance_statusevent_due")]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "sequence"], name="compliance_statusevent_one_per_place"),
            models.CheckConstraint(
                condition=Q(delivery__in=("", "pending", "sending", "sent", "failed", "withheld")),
                name="compliance_statusevent_known_delivery",
            ),
            models.CheckConstraint(
                condition=Q(delivery="sending", lease_until__isnull=False)
                | (~Q(delivery="sending") & Q(lease_until=None)),
                name="compliance_statusevent_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(delivery="sent", sent_at__isnull=False) | (~Q(delivery="sent") & Q(sent_at=None)),
                name="compliance_statusevent_sent_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Change {self.sequence} for {self.release.recipient}: {self.release.practice}"
