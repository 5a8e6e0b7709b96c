"""Those to whom a practice may let its certification status go, and the tokens by which they are known."""

import hashlib
import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import Role

BYTES = 32
HINT = 4


class RecipientQuerySet(models.QuerySet):
    def open(self):
        """Confirmed by a second person of the office, and not closed since."""
        return self.filter(confirmed_at__isnull=False, closed_at=None)

    def visible_to(self, user):
        """The office sees all; members of practices see those they can choose."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self
        return self.open() if user.role == Role.PRACTICE else self.none()

    def for_list(self):
        return self.select_related("opened_by", "confirmed_by").order_by("name")


class Recipient(models.Model):
    """A health plan or another entity. It reads the status of the practices that opted in to it, and nothing else."""

    class Kind(models.TextChoices):
        HEALTH_PLAN = "health-plan", "Health plan"
        OTHER = "other", "Other entity"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    email = models.EmailField("e-mail of its contact")
    webhook_url = models.URLField(blank=True, editable=False, help_text="Where changes are sent as they happen.")
    webhook_secret = models.TextField(blank=True, editable=False, help_text="What signs them; sealed.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="practices_recipient_one_per_name"),
            models.CheckConstraint(condition=Q(kind__in=("health-plan", "other")), name="practices_recipient_kind"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("opened_by"))),
                name="practices_recipient_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="practices_recipient_closed_by_someone",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Recipients are kept at the desk."""
        return reverse("admin:practices_recipient_change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.confirmed_at is not None and self.closed_at is None

    @property
    def standing(self) -> str:
        if self.closed_at:
            return "Closed"
        return "Open" if self.confirmed_at else "Waits for a second person of the office"


def digest_of(token: str) -> str:
    """Tokens are long and random, so a plain digest keeps them as safe as a slow one would."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """With a name of its own in front, by which scanners know a token that was published by mistake."""
    return f"qcp_{secrets.token_urlsafe(BYTES)}"


class RecipientTokenQuerySet(models.QuerySet):
    def working(self):
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=clock.now()), recipient__in=Recipient.objects.open())

    def behind(self, token: str):
        """The working token of these characters; none when it was never made, has ended, or its recipient is closed."""
        return self.working().select_related("recipient").filter(digest=digest_of(token)).first()


class RecipientToken(models.Model):
    """A key to the recipient's programming interface. Shown once, kept as a digest."""

    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=HINT, editable=False, help_text="Its last characters, to tell tokens apart.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False, help_text="From then on it opens nothing.")

    objects = RecipientTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"Token …{self.hint} of {self.recipient}"

    @property
    def works(self) -> bool:
        return self.ends_at is None or self.ends_at > clock.now()
