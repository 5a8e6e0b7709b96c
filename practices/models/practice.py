"""A practice, and the numbers by which it is known."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse

from qcp import clock

from ..people import people
from ..states import MembershipRole


def next_number() -> str:
    """The number after the highest one given so far: QP-0001, QP-0002 ..."""
    last = Practice.objects.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"QP-{int(last[3:]) + 1 if last else 1:04d}"


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees every practice, members see their own, and nobody else sees any."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self
        return self.filter(memberships__user=user, memberships__ended_at=None)

    def for_list(self):
        return self.order_by("number")


class Practice(models.Model):
    """Who takes part. `oncologist_hours` are the weekly clinical hours of all medical oncologists and hematologists."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True, default=next_number, editable=False)
    legal_name = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    oncologist_hours = models.PositiveIntegerField(
        default=40, help_text="Clinical hours a week of all medical oncologists and hematologists together."
    )
    is_demo = models.BooleanField(default=False, editable=False)
    joined_on = models.DateField(default=clock.today, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^QP-[0-9]{4,}$"), name="practices_practice_number_form"),
            models.CheckConstraint(condition=Q(state__regex=r"^[A-Z]{2}$"), name="practices_practice_state_form"),
            models.CheckConstraint(condition=Q(oncologist_hours__gte=1), name="practices_practice_has_hours"),
        ]

    def __str__(self):
        return self.legal_name

    def get_absolute_url(self):
        return reverse("practices:detail", args=[self.pk])

    @property
    def place(self) -> str:
        return f"{self.city}, {self.state}"

    @property
    def practice_id(self):
        """So that a practice can stand where a record of a practice is expected."""
        return self.pk

    def role_of(self, user) -> str | None:
        """This person's open role here. Remembered per object: a page asks it for each button."""
        known = self.__dict__.setdefault("_roles", {})
        if user.pk not in known:
            open_here = self.memberships.filter(user_id=user.pk, ended_at=None)
            known[user.pk] = open_here.order_by("pk").values_list("role", flat=True).first()
        return known[user.pk]

    def has_member(self, user, *roles) -> bool:
        """Does this person belong here now, in one of the roles (any, when none is named)?"""
        role = self.role_of(user) if user.pk else None
        return role is not None and role in (roles or MembershipRole.values)

    def people(self, role: str):
        """Users meant by 'signatory', 'editor', 'viewer', 'members', 'staff' or 'manager'."""
        return people(self, role)

    def open_sites(self):
        return self.sites.filter(closed_on=None)


class TaxId(models.Model):
    """A federal Tax ID (EIN) under which the practice bills."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="tax_ids")
    number = models.CharField(
        "Tax ID", max_length=10, validators=[RegexValidator(r"^\d{2}-\d{7}$", "Write the Tax ID as 12-3456789.")]
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="practices_taxid_once_per_practice"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{2}-[0-9]{7}$"), name="practices_taxid_number_form"
            ),
        ]

    def __str__(self):
        return self.number
