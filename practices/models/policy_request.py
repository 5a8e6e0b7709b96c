"""Somebody asks for the full text of policies, in the portal or in writing elsewhere; the office answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import User
from qcp.web.policy_words import TITLES


class PolicyRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who asks for a policy is the office's alone to know."""
        return self.all() if user.is_authenticated and user.is_staff else self.none()

    def open(self):
        return self.filter(answered_at=None)

    def for_list(self):
        return self.select_related("recorded_by", "answered_by").order_by("received_on", "recorded_at")


class PolicyRequest(models.Model):
    """`received_on` is the day on which it reached the program; one from elsewhere names who recorded it."""

    class Way(models.TextChoices):
        PORTAL = "portal", "In the portal"
        MAIL = "mail", "By e-mail"
        LETTER = "letter", "By letter"
        TELEPHONE = "telephone", "By telephone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True, editable=False)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    wanted = models.CharField(max_length=400, help_text="Slugs of the policies, with commas between.", blank=True)
    message = models.TextField(blank=True, max_length=2000)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PORTAL)
    received_on = models.DateField(default=clock.today)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PolicyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="portal", recorded_by=None)
                | Q(way__in=("mail", "letter", "telephone"), recorded_by__isnull=False),
                name="practices_policyrequest_elsewhere_was_recorded_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="practices_policyrequest_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("recorded_at")),
                name="practices_policyrequest_answered_after_it_came",
            ),
        ]

    def __str__(self):
        return f"Request {self.reference} of {self.name}"

    def get_absolute_url(self):
        return reverse("practices:policy-request", args=[self.pk])

    def people(self, role: str):
        """The office, whichever of its roles is meant."""
        return User.objects.in_role("staff", "manager")

    @property
    def reference(self) -> str:
        return f"POL-{self.number:04d}"

    @property
    def titles(self) -> list[str]:
        """What is asked for, as people know it."""
        return [TITLES[slug] for slug in self.wanted.split(",") if slug in TITLES]
