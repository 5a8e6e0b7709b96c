"""Every change that a device sent, as it was received. Lines are added and never changed."""

from django.conf import settings
from django.db import models

from qcp import clock

from ..states import Outcome
from .handover import HandOver
from .survey import Survey
from .visit import Finding


class Operation(models.Model):
    """One change of one field of one finding: what the device said, and what became of it."""

    append_only = True

    number = models.BigAutoField(primary_key=True, help_text="The order in which the portal took them in.")
    op_id = models.UUIDField(unique=True, help_text="Given by the device; the same change sent again is the same line.")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="operations")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="operations")
    field = models.CharField(max_length=20)
    value = models.JSONField()
    base = models.PositiveIntegerField(help_text="The revision of the answer that the device had seen.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    revision = models.PositiveIntegerField(help_text="The revision of the answer afterwards.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=40)
    device_seq = models.PositiveBigIntegerField(help_text="The device's own running number.")
    client_at = models.DateTimeField(help_text="By the device's clock, which may be wrong.")
    offset_minutes = models.SmallIntegerField(default=0, help_text="The device's time zone, minutes east of UTC.")
    skew_seconds = models.IntegerField(null=True, help_text="How far the device's clock was ahead of the portal's.")
    handed_over = models.ForeignKey(
        HandOver, null=True, on_delete=models.PROTECT, related_name="operations", help_text="Out of which envelope."
    )
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["survey", "number"], name="surveys_operation_since")]

    def __str__(self):
        return f"{self.field} of {self.finding_id}: {self.outcome}"
