"""What the office asks a practice beside an application, about one standard or one question, and what is answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from applications.people import people
from applications.states import OPEN
from qcp import clock
from qcp.workflow.models import Case


class Awaits(models.TextChoices):
    PRACTICE = "practice", "The practice is to answer"
    OFFICE = "office", "Answered, the program office is to read it"
    NOBODY = "nobody", "Closed"


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the application as a member of the practice, and the office."""
        if not user.is_authenticated:
            return self.none()
        rows = self.exclude(case__recusals__user=user)
        if user.is_staff:
            return rows
        return rows.filter(application__practice__in=user.memberships.filter(ended_at=None).values("practice"))

    def waiting_for(self, side: Awaits):
        return self.filter(awaits=side, application__state__in=OPEN)

    def for_list(self):
        return self.select_related("application__practice", "standard", "asked_by").order_by("asked_at", "pk")


class Inquiry(models.Model):
    """One thread. `question` names an answer of the application; empty together with `standard`: the whole of it."""

    Awaits = Awaits

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="inquiries")
    standard = models.ForeignKey("applications.Standard", null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300, help_text="What it is about, in words, as it was when it was asked.")
    awaits = models.CharField(max_length=10, choices=Awaits.choices, default=Awaits.PRACTICE)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "request for information"
        verbose_name_plural = "requests for information"
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["awaits", "asked_at"], name="applications_inquiry_waits")]
        constraints = [
            models.CheckConstraint(condition=Q(awaits__in=Awaits.values), name="applications_inquiry_known_side"),
            models.CheckConstraint(
                condition=Q(standard=None) | Q(question=""), name="applications_inquiry_about_one_thing"
            ),
        ]

    def __str__(self):
        return f"Question about {self.about} ({self.application.reference})"

    def get_absolute_url(self):
        return reverse("applications:inquiry", args=[self.pk])

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    def people(self, role: str):
        return people(self.application, role)


class InquiryMessage(models.Model):
    """One thing that was said in it. A line is never changed."""

    append_only = True

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_office = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="applications_inquirymessage_says_something")]

    def __str__(self):
        return f"{self.author}: {self.text[:60]}"
