"""What the office often asks for when it sends an application back: its own words, picked and then written on."""

from django.conf import settings
from django.db import models

from applications.steps import STEPS
from qcp import clock

TITLES = [(step.slug, step.title) for step in STEPS]


class ReturnReasonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """They say nothing of any practice; only the office uses them."""
        return self if user.is_authenticated and user.is_staff else self.none()

    def offered(self):
        return self.filter(is_offered=True)


class ReturnReason(models.Model):
    """One reason for one step. What was sent keeps the words that were used."""

    step = models.CharField(max_length=20, choices=TITLES)
    text = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField(default=100, help_text="Low numbers come first.")
    is_offered = models.BooleanField("offered when an application is returned", default=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReturnReasonQuerySet.as_manager()

    class Meta:
        ordering = ["step", "position", "pk"]
        verbose_name = "reason for a return"
        verbose_name_plural = "reasons for a return"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__in=[slug for slug, _ in TITLES]), name="applications_returnreason_known_step"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="applications_returnreason_says_something"),
        ]

    def __str__(self):
        return self.text
