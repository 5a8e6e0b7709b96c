"""What a practice said on an anniversary of its certification, in the words that it read and signed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock

from .certification import Certification


class AttestationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the certification."""
        return self.filter(certification__in=Certification.objects.visible_to(user))

    def to_read(self):
        """Something differs, and nobody of the office has looked at it yet."""
        return self.exclude(differs="").filter(read_on=None)

    def for_list(self):
        return self.select_related("certification__practice", "certification__case", "signed_by", "read_by")


class Attestation(models.Model):
    """Signed once for each anniversary; only the office's 'read' is added later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="attestations", editable=False
    )
    anniversary_on = models.DateField(editable=False)
    statements = models.JSONField(editable=False, help_text="The sentences that stood on the page.")
    differs = models.TextField(blank=True, editable=False, help_text="What does not hold, in the practice's words.")
    typed_name = models.CharField(max_length=120, editable=False)
    title = models.CharField(max_length=120, editable=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    signed_at = models.DateTimeField(default=clock.now, editable=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    read_on = models.DateField(null=True, editable=False)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        ordering = ["-anniversary_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification", "anniversary_on"], name="compliance_attestation_once_per_anniversary"
            ),
            models.CheckConstraint(
                condition=Q(read_by=None, read_on=None) | Q(read_by__isnull=False, read_on__isnull=False),
                name="compliance_attestation_read_by_somebody_some_day",
            ),
        ]

    def __str__(self):
        return f"Attestation of {self.anniversary_on:%B %-d, %Y} for certification {self.certification.number}"

    def get_absolute_url(self):
        return reverse("compliance:attestation", args=[self.certification_id])

    @property
    def case(self):
        return self.certification.case
