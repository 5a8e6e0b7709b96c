"""The invoice: what a practice owes for an application, an extension or a repeat survey."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django_fsm import FSMField, transition

from applications import policies, readiness
from applications.quotes import quote
from applications.states import EDITABLE, InvoiceKind, InvoiceState, PaymentMethod
from practices.models import Practice
from qcp import clock
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .application import Application
from .fees import FeeSchedule

FEES = "Program overview: submit application"
State = InvoiceState
SETTLED = (State.PAID, State.REFUNDED)


def next_number() -> str:
    """The number after the highest one given so far: INV-0001, INV-0002 ..."""
    last = Invoice.objects.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"INV-{int(last[4:]) + 1 if last else 1:04d}"


class InvoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice sees its invoices, except on a case they stepped off."""
        if not user.is_authenticated:
            return self.none()
        practices = Practice.objects.visible_to(user)
        return self.filter(application__practice__in=practices).exclude(case__recusals__user=user)

    def open(self):
        return self.filter(state=State.OPEN)

    def unsettled(self):
        """Owed; or paid by card, and taken back by the bank since."""
        return self.filter(Q(state=State.OPEN) | Q(state=State.PAID, card_payments__is_short=True)).distinct()

    def standing(self):
        """Owed or paid: neither given up nor paid back."""
        return self.filter(state__in=(State.OPEN, State.PAID))

    def for_list(self):
        return self.select_related("application__practice").order_by("-issued_on", "-number")


class Invoice(WorkflowModel):
    """Its lines and total never change once issued. `occasion` tells two invoices of one kind apart (a survey's id)."""

    State, Kind = InvoiceState, InvoiceKind
    slug = "invoice"
    actions = "applications.actions.invoices"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=12, unique=True, default=next_number, editable=False)
    kind = models.CharField(max_length=20, choices=InvoiceKind.choices)
    occasion = models.CharField(max_length=60, blank=True, editable=False)
    state = FSMField(choices=State.choices, default=State.OPEN, protected=True)
    cents = models.PositiveIntegerField(editable=False)
    sites = models.PositiveSmallIntegerField(null=True, editable=False, help_text="For so many sites it was written.")
    oncologist_hours = models.PositiveIntegerField(null=True, editable=False)
    issued_on = models.DateField(default=clock.today, editable=False)
    due_on = models.DateField(editable=False)
    paid_on = models.DateField(null=True, editable=False)
    method = models.CharField(max_length=10, choices=PaymentMethod.choices, blank=True, editable=False)
    reference = models.CharField(max_length=100, blank=True, editable=False)
    is_waived = models.BooleanField(default=False, editable=False)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="applications_invoice_known_state"),
            models.CheckConstraint(condition=Q(kind__in=InvoiceKind.values), name="applications_invoice_known_kind"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="applications_invoice_asks_for_something"),
            models.UniqueConstraint(
                fields=["application", "kind", "occasion"],
                condition=Q(state__in=(State.OPEN, State.PAID)),
                name="applications_invoice_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, paid_on__isnull=False) & ~Q(method="") & ~Q(reference="")
                | (~Q(state__in=SETTLED) & Q(paid_on=None, method="", reference="")),
                name="applications_invoice_paid_says_how",
            ),
            models.CheckConstraint(
                condition=Q(is_waived=False) | Q(state=State.VOID), name="applications_invoice_waived_is_void"
            ),
        ]

    def __str__(self):
        return f"Invoice {self.number}"

    def get_absolute_url(self):
        return reverse("applications:invoice", args=[self.pk])

    @transition(
        "state",
        source=State.OPEN,
        target=State.PAID,
        permission=policies.may_run_invoices,
        conditions=[readiness.payment_can_be_found],
        custom=move("Record the payment", "system or staff", system=True, policy=FEES),
    )
    def pay(self, *, paid_by, reference, received_on):
        self.method, self.reference, self.paid_on = paid_by, reference.strip(), received_on

    @transition(
        "state",
        source=State.OPEN,
        target=State.VOID,
        permission=policies.may_run_invoices,
        custom=move("Void", "staff", reason=True, system=True),
    )
    def void(self): ...

    @transition(
        "state",
        source=State.OPEN,
        target=State.VOID,
        permission=policies.may_waive,
        custom=move("Waive the fee", "manager", reason=True),
    )
    def waive(self):
        self.is_waived = True

    @transition(
        "state",
        source=State.PAID,
        target=State.REFUNDED,
        permission=policies.may_confirm_refund,
        conditions=[readiness.refund_is_proposed, readiness.no_dispute_is_open],
        custom=move("Confirm the refund", "staff", reason=True),
    )
    def refund(self): ...

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def is_overdue(self) -> bool:
        return self.state == State.OPEN and self.due_on < clock.today()

    @property
    def difference(self) -> int:
        """By how many cents today's sites and size would ask for another fee, by the schedule of the invoice's day."""
        if self.kind != InvoiceKind.APPLICATION or self.application.state not in EDITABLE:
            return 0
        fees = [each for each in self.application.invoices.all() if each.kind == self.kind]
        fees = [each for each in fees if each.state in (State.OPEN, State.PAID)]
        facts = {"sites": len(self.application.facts.included), "oncologist_hours": self.practice.oncologist_hours}
        latest = max(fees, key=lambda each: each.number, default=self)
        if not latest.may_differ_from(**facts) or not (schedule := FeeSchedule.objects.in_force(self.issued_on)):
            return 0
        quoted = quote(schedule, self.kind, application_kind=self.application.kind, **facts)
        return quoted.cents - sum(each.cents for each in fees)

    def may_differ_from(self, sites, oncologist_hours) -> bool:
        """An open invoice follows every change of what it was written for; of a paid fee only more is asked."""
        was = (self.sites or 0, self.oncologist_hours or 0)
        if self.state == State.OPEN:
            return was != (sites, oncologist_hours)
        return sites > was[0] or oncologist_hours > was[1]

    @property
    def refund_proposal(self):
        """The proposal that waits for a second person, or None."""
        return self.refund_proposals.filter(withdrawn_at=None).first() if self.state == State.PAID else None

    def page_for(self, move: str) -> str:
        """Where more is asked than a reason: at the desk."""
        return reverse("admin:applications_invoice_move", args=[self.pk, move]) if move == "pay" else ""

    def people(self, role: str):
        return self.practice.people(role)


class InvoiceHistory(History):
    subject = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class InvoiceLine(models.Model):
    """One line of the sum."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    quantity = models.PositiveSmallIntegerField()
    unit_cents = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="applications_invoiceline_one_per_place")
        ]

    def __str__(self):
        return self.text

    @property
    def cents(self) -> int:
        return self.quantity * self.unit_cents
