"""The books: every amount that was asked for, came in, was given up or went back. Lines are added, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

from .card_payment import CardPayment
from .invoice import Invoice


class LedgerEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The books are the office's; a recusal closes those of its case."""
        if not (user.is_authenticated and user.is_staff):
            return self.none()
        return self.exclude(invoice__case__recusals__user=user)

    def for_list(self):
        return self.select_related("invoice__application__practice", "by").order_by("-pk")


class LedgerEntry(models.Model):
    """One booking. What is owed is the sum of an invoice's entries; money is the sum without charge and release.

    The first four kinds happen once to an invoice. The others carry the bank's name for what it did, each name once.
    """

    class Entry(models.TextChoices):
        CHARGE = "charge", "Charged"
        PAYMENT = "payment", "Paid"
        RELEASE = "release", "No longer owed"
        REFUND = "refund", "Paid back"
        SURPLUS = "surplus", "Came in, but was not owed"
        RETURN = "return", "Went back from the bank"
        RESTORED = "restored", "Given back by the bank"

    append_only = True

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="entries")
    entry = models.CharField(max_length=10, choices=Entry.choices)
    payment = models.ForeignKey(CardPayment, null=True, on_delete=models.PROTECT, related_name="entries")
    cents = models.IntegerField(help_text="More owed is positive, less owed is negative.")
    on = models.DateField(help_text="The day the amount counts for.")
    reference = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "line of the books", "the books"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "entry"],
                condition=Q(entry__in=("charge", "payment", "release", "refund")),
                name="applications_ledgerentry_once_per_invoice",
            ),
            models.UniqueConstraint(
                fields=["invoice", "entry", "reference"],
                condition=Q(entry__in=("surplus", "return", "restored")),
                name="applications_ledgerentry_once_per_name",
            ),
            models.CheckConstraint(
                condition=Q(entry__in=("charge", "refund", "return"), cents__gt=0)
                | Q(entry__in=("payment", "release", "surplus", "restored"), cents__lt=0),
                name="applications_ledgerentry_sign",
            ),
        ]

    def __str__(self):
        return f"{self.get_entry_display()} {self.cents}"

    @property
    def practice(self):
        return self.invoice.practice


class RefundProposal(models.Model):
    """The first of two people proposes to pay an invoice back; somebody else confirms it, or it is withdrawn."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="refund_proposals")
    reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(withdrawn_at=None), name="applications_refundproposal_one_waits"
            )
        ]

    def __str__(self):
        return f"Refund of {self.invoice}, proposed by {self.proposed_by}"
