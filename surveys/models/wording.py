"""Sentences that surveyors are offered while they write, kept by the office."""

from django.conf import settings
from django.db import models

from applications.models import Standard
from qcp import clock

from ..states import Purpose


class WordingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """They say nothing of any practice; surveyors and the office use them."""
        return self if user.is_authenticated and (user.is_staff or user.role == "surveyor") else self.none()

    def for_list(self):
        return self.select_related("standard", "changed_by")

    def offered(self):
        return self.filter(is_offered=True)


class Wording(models.Model):
    """One sentence of the program's own, for one standard or for all."""

    standard = models.ForeignKey(
        Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="wordings", help_text="Empty: for all."
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    text = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField(default=100, help_text="Low numbers come first.")
    is_offered = models.BooleanField("offered to surveyors", default=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "standard wording"
        verbose_name_plural = "standard wordings"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="surveys_wording_known_purpose"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="surveys_wording_says_something"),
        ]

    def __str__(self):
        return self.text
