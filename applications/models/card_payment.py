"""A card payment: one session at the bank's own page, from the wish to what the bank says became of it.

No card number ever comes here. The bank's page asks for it; we keep the bank's names of session, payment and refund.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from applications.states import CardRefundStage, CardStage, DisputeState
from qcp import clock

from .invoice import Invoice

CURRENCY = "usd"
LIVE = (CardStage.ASKED, CardStage.OPEN)


class CardPaymentQuerySet(models.QuerySet):
    def live(self):
        """Somebody could still pay on the bank's page."""
        return self.filter(stage__in=LIVE)

    def due(self):
        """What a worker may take now: to be looked at, or left behind by a worker that died."""
        now = clock.now()
        free = Q(lease_until=None, look_at__lte=now)
        return self.filter(free | Q(lease_until__lt=now)).order_by(F("look_at").asc(nulls_first=True), "pk")

    def for_list(self):
        return self.select_related("invoice__application__practice").order_by("-asked_at", "pk")

    def visible_to(self, user):
        return self.filter(invoice__in=Invoice.objects.visible_to(user))


class CardPayment(models.Model):
    """`key` is stored before the bank is asked, so that asking again can never open a second session."""

    Stage = CardStage

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="card_payments")
    number = models.PositiveSmallIntegerField(help_text="Which try to pay this invoice by card, from 1.")
    cents = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=CardStage.choices, default=CardStage.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(help_text="The bank ends the session by itself then.")
    resends = models.PositiveSmallIntegerField(default=0, help_text="New keys, after the bank said it has no session.")
    is_wanted = models.BooleanField(default=True, help_text="False: settled otherwise, the session has to be ended.")
    session_id = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    intent_id = models.CharField(max_length=120, blank=True)
    paid_at = models.DateTimeField(null=True)
    is_surplus = models.BooleanField(default=False, help_text="The money came in, but the fee was settled already.")
    is_short = models.BooleanField(default=False, help_text="The bank took money of a paid fee back.")
    dispute = models.CharField(max_length=4, choices=DisputeState.choices, blank=True)
    look_at = models.DateTimeField(null=True, default=clock.now, help_text="When to ask the bank next; empty: no need.")
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0, help_text="Number of the claim; a late worker's result is refused.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Failed ones since the bank last answered.")
    last_error = models.TextField(blank=True)

    objects = CardPaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["look_at"], name="applications_card_look")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=CardStage.values), name="applications_card_known_stage"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="applications_card_asks_for_something"),
            models.UniqueConstraint(fields=["invoice", "number"], name="applications_card_numbered"),
            models.UniqueConstraint(fields=["invoice"], condition=Q(stage__in=LIVE), name="applications_card_one_live"),
            models.UniqueConstraint(
                fields=["session_id"], condition=~Q(session_id=""), name="applications_card_session_once"
            ),
            models.CheckConstraint(
                condition=Q(stage=CardStage.PAID, paid_at__isnull=False) & ~Q(intent_id="")
                | (~Q(stage=CardStage.PAID) & Q(paid_at=None, is_surplus=False, is_short=False)),
                name="applications_card_paid_says_when",
            ),
        ]

    def __str__(self):
        return f"Card payment {self.number} of {self.invoice}"

    def get_absolute_url(self):
        return reverse("admin:applications_cardpayment_change", args=[self.pk])

    @property
    def key(self) -> str:
        """The same for every repeat of one request."""
        return f"{self.invoice_id}-{self.number}-{self.resends}"

    @property
    def is_live(self) -> bool:
        return self.stage in LIVE

    @property
    def practice(self):
        return self.invoice.practice

    @property
    def case_id(self):
        return self.invoice.case_id

    @property
    def money(self) -> int:
        """What the books say came in by this payment and was not paid back."""
        return -sum(entry.cents for entry in self.entries.all())


class CardRefund(models.Model):
    """Money on its way back to the card. Two people stand behind each: who proposed it and who confirmed."""

    Stage = CardRefundStage

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(CardPayment, on_delete=models.PROTECT, related_name="refunds")
    cents = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=CardRefundStage.choices, default=CardRefundStage.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=2000)
    sendings = models.PositiveSmallIntegerField(default=0, help_text="New keys, after the bank refused.")
    refund_id = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=CardRefundStage.values), name="applications_cardrefund_known_stage"
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="applications_cardrefund_of_something"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="applications_cardrefund_two"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=CardRefundStage.unsent(), confirmed_by=None)
                | (~Q(stage=CardRefundStage.PROPOSED) & Q(confirmed_by__isnull=False)),
                name="applications_cardrefund_confirmed",
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=~Q(stage=CardRefundStage.TAKEN_BACK),
                name="applications_cardrefund_one_per_payment",
            ),
        ]

    def __str__(self):
        return f"Refund of {self.payment}"

    @property
    def case_id(self):
        return self.payment.invoice.case_id

    @property
    def name(self) -> str:
        """How the bank knows this wish: the same for every repeat of it."""
        return f"{self.pk}/{self.sendings}"
