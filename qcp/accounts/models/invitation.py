"""The way into the portal: a letter to an address, which proves that whoever accepts it reads that address."""

import datetime
import uuid

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock

from .user import Role

GOOD_FOR_SECONDS = 14 * 24 * 3600
SALT = "qcp.accounts.invitation"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None)

    def visible_to(self, user):
        """The office sees all, others those that they wrote."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_staff else self.filter(invited_by=user)

    def for_list(self):
        return self.select_related("invited_by").order_by("-invited_at")

    def behind(self, token: str):
        """The open invitation of a token; none when it is forged, too old, used or withdrawn."""
        try:
            pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
        except signing.BadSignature:
            return None
        return self.open().filter(pk=pk).first()


class Invitation(models.Model):
    """`subject` and `capacity` say what one is invited to: a practice as its editor, or nothing but the portal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PRACTICE)
    subject_label = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    capacity = models.CharField(max_length=20, blank=True)
    to_what = models.CharField(max_length=200, blank=True, help_text="What the letter says one is invited to.")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="accepted_invitations"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="accounts_invitation_known_role"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
                name="accounts_invitation_accepted_by_someone_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["email", "subject_id"],
                condition=Q(accepted_at=None, withdrawn_at=None, subject_id__isnull=False),
                name="accounts_invitation_one_open_to_a_record",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None, subject_id=None),
                name="accounts_invitation_one_open_to_the_portal",
            ),
        ]

    def __str__(self):
        return f"Invitation of {self.email}"

    def get_absolute_url(self):
        """The secret address in the letter."""
        return reverse("accounts:invitation", args=[signing.dumps(str(self.pk), salt=SALT)])

    @property
    def good_until(self) -> datetime.datetime:
        """Until then the address in the letter works."""
        return self.invited_at + datetime.timedelta(seconds=GOOD_FOR_SECONDS)

    @property
    def is_too_old(self) -> bool:
        return self.good_until <= clock.now()


class AccountLetter(models.Model):
    """The occasion of a letter about an account. Written alike whether the address has an account or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField()
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"Letter about the account of {self.address}"

    def get_absolute_url(self):
        return reverse("accounts:me")
