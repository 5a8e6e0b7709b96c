"""The program's webinar, and who of a practice took part."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock
from qcp.workflow.models import Case

from .practice import Practice


class WebinarSessionQuerySet(models.QuerySet):
    def current(self, on):
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=on))

    def for_list(self):
        return self.order_by("-held_on")


class WebinarSession(models.Model):
    """One webinar: held live on a day, or a recording that can be watched at any time."""

    class Kind(models.TextChoices):
        LIVE = "live", "Live"
        RECORDED = "recorded", "Recording"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, max_length=2000)
    held_on = models.DateField(help_text="Day of the live webinar, or from which the recording can be watched.")
    link = models.URLField(blank=True, help_text="Where to join or to watch.")
    retired_on = models.DateField(null=True, blank=True, help_text="From this day it is no longer offered.")

    objects = WebinarSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("live", "recorded")), name="practices_webinarsession_known_kind"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_recording(self) -> bool:
        return self.kind == self.Kind.RECORDED


class WebinarAttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice sees who attended for it."""
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def for_list(self):
        return self.select_related("session", "practice", "person").order_by("-attended_on")


class WebinarAttendance(models.Model):
    """Somebody of a practice took part: recorded by the office when live, attested by the member for a recording."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    session = models.ForeignKey(WebinarSession, on_delete=models.PROTECT, related_name="attendances")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="webinar_attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    attended_on = models.DateField()
    valid_until = models.DateField(help_text="Last day on which it proves attendance.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = WebinarAttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["-attended_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "practice", "person", "attended_on"], name="practices_webinarattendance_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.session}, {self.attended_on}"

    def get_absolute_url(self):
        return reverse("practices:webinars")

    def people(self, role: str):
        return self.practice.people(role)


class AttendanceClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice sees what it claims, but for those who stepped off the case."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(practice__in=Practice.objects.visible_to(user)).exclude(case__recusals__user=user)

    def open(self):
        return self.filter(answered_at=None)

    def for_list(self):
        return self.select_related("session", "practice", "person", "answered_by").order_by("claimed_at")


class AttendanceClaim(models.Model):
    """Somebody took part live, was not recorded, and sends a proof; the office confirms or says why not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    session = models.ForeignKey(WebinarSession, on_delete=models.PROTECT, related_name="claims")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="webinar_claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(default=clock.now, editable=False)
    is_accepted = models.BooleanField(null=True, editable=False)
    answer = models.TextField(blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = AttendanceClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "practice", "person"],
                condition=Q(answered_at=None),
                name="practices_attendanceclaim_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, is_accepted=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_accepted__isnull=False),
                name="practices_attendanceclaim_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(is_accepted=False) | ~Q(answer=""), name="practices_attendanceclaim_refusal_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.person} of {self.practice}: “{self.session}”"

    def get_absolute_url(self):
        return reverse("practices:webinar-claim", args=[self.pk])

    def people(self, role: str):
        return self.practice.people(role)

    @property
    def standing(self) -> str:
        """How it stands, in words."""
        return {None: "Waiting for QCP staff", True: "Confirmed", False: "Not confirmed"}[self.is_accepted]
