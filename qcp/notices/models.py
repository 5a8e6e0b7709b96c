"""The outbox and the inbox: one row per recipient, rendered when it was decided."""

import uuid

from django.conf import settings
from django.db import models

from qcp import clock
from qcp.workflow.models import Case


class Message(models.Model):
    """A letter to one person, in the portal and by e-mail. Its text never changes."""

    class Delivery(models.TextChoices):
        PENDING = "pending", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be delivered"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=240, unique=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="messages")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    url = models.CharField(max_length=200, blank=True, help_text="The page where the reader acts.")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    not_before = models.DateTimeField(default=clock.now)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    first_viewed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["delivery", "not_before"], name="notices_message_due")]

    def __str__(self):
        return f"{self.subject} → {self.address}"
