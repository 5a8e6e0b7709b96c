"""What a practice lets go to whom: its consent in the exact words, and every disclosure that followed."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from qcp import clock

from .practice import Practice
from .recipient import Recipient


def canonical(payload: dict) -> str:
    """The one way in which a payload is written down, so that the same facts have the same digest."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class ReleaseQuerySet(models.QuerySet):
    def in_force(self):
        """Agreed to, not revoked, and the recipient is open."""
        return self.filter(revoked_at=None, recipient__in=Recipient.objects.open())

    def visible_to(self, user):
        """Whoever sees the practice sees what it lets go."""
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def for_list(self):
        return self.select_related("recipient", "practice", "agreed_by", "revoked_by").order_by("recipient__name")


class Release(models.Model):
    """One practice's consent to one recipient: who gave it, to which text, having seen which payload; until revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="releases")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="releases")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now, editable=False)
    typed_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    terms_version = models.CharField(max_length=20)
    terms = models.TextField(help_text="The text agreed to, whole.")
    terms_sha256 = models.CharField(max_length=64)
    payload = models.TextField(help_text="What would have gone on that day, as it was shown.")
    payload_sha256 = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "recipient"], condition=Q(revoked_at=None), name="practices_release_one_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(typed_name="") & ~Q(title="") & ~Q(terms=""), name="practices_release_says_who_and_what"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__gte=F("agreed_at"), revoked_by__isnull=False),
                name="practices_release_revoked_by_someone_afterwards",
            ),
        ]

    def __str__(self):
        return f"Release of {self.practice} to {self.recipient}"

    def get_absolute_url(self):
        return reverse("practices:releases", args=[self.practice_id])

    def people(self, role: str):
        return self.practice.people(role)

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None


class ReleasedPayload(models.Model):
    """The exact words that left the portal, kept once however often they left. Its digest is its name."""

    append_only = True

    sha256 = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()
    kept_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return self.sha256


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice reads what left about it; the office reads everything."""
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def for_list(self):
        return self.select_related("recipient").order_by("-at", "-pk")


class Disclosure(models.Model):
    """Once, something of a practice left the portal: what, when, to whom, by which way, under which consent."""

    append_only = True

    class Channel(models.TextChoices):
        LIST = "list", "Read with the list of practices"
        ONE = "one", "Read by itself"
        BULK = "bulk", "Checked in a file"
        FHIR = "fhir", "Read as a FHIR Organization"
        SIGNED = "signed", "Read as a signed statement"
        WEBHOOK = "webhook", "Sent when it changed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="disclosures")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="disclosures")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="disclosures")
    payload = models.ForeignKey(ReleasedPayload, on_delete=models.PROTECT, related_name="disclosures")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["practice", "-at"], name="practices_disclosure_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=("list", "one", "bulk", "fhir", "signed", "webhook")),
                name="practices_disclosure_channel",
            )
        ]

    def __str__(self):
        return f"To {self.recipient}, {self.get_channel_display().lower()}"

    def get_absolute_url(self):
        return reverse("practices:disclosure", args=[self.pk])
