"""What the bank told us, each message once; and what a person has to look into."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import Role, User

from .card_payment import CardPayment
from .invoice import Invoice


class BankMessage(models.Model):
    """A signed message, reduced to what it is about. Its text is not kept: it would name the payer and the card."""

    event_id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=80)
    payment = models.ForeignKey(CardPayment, null=True, on_delete=models.PROTECT, related_name="messages")
    intent_id = models.CharField(max_length=120, blank=True, help_text="Whose payment it is, while we do not know.")
    look_at = models.DateTimeField(null=True, help_text="When to ask the bank whose payment it is; empty: known.")
    received_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self):
        return f"{self.kind} ({self.event_id})"


class BankConcernQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office's, except on a case they stepped off."""
        if not (user.is_authenticated and user.is_staff):
            return self.none()
        return self.exclude(invoice__case__recusals__user=user)

    def waiting(self):
        return self.filter(settled_at=None)

    def for_list(self):
        return self.select_related("payment__invoice", "invoice__application__practice").order_by("raised_at", "pk")


class BankConcern(models.Model):
    """Something about money that no rule decides. `key` says what it is about, so that it is raised once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    words = models.TextField()
    payment = models.ForeignKey(CardPayment, null=True, on_delete=models.PROTECT, related_name="concerns")
    invoice = models.ForeignKey(Invoice, null=True, on_delete=models.PROTECT, related_name="concerns")
    raised_at = models.DateTimeField(default=clock.now, editable=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_note = models.TextField(blank=True)

    objects = BankConcernQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_note="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_note="")),
                name="applications_bankconcern_settled_says_how",
            )
        ]

    def __str__(self):
        return f"Money to look into: {self.invoice or 'no invoice of ours'}"

    def get_absolute_url(self):
        return reverse("applications:bank-concern", args=[self.pk])

    @property
    def case(self):
        return self.invoice.case if self.invoice else None

    @property
    def case_id(self):
        return self.invoice.case_id if self.invoice else None

    def people(self, role: str):
        if role == "staff":
            return User.objects.in_role(Role.STAFF, Role.MANAGER)
        raise LookupError(f"A concern about money has nobody in the role {role!r}.")
