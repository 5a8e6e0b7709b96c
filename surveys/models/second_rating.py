"""Calibration: one finding in twenty is rated a second time, blind, by another surveyor."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock

from ..states import GIVEN, Rating
from .visit import Finding


class SecondRatingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office, but for those who stepped off the case; a surveyor what they were asked to rate."""
        if not user.is_authenticated:
            return self.none()
        seen = self if user.is_staff else self.filter(rater_id=user.pk)
        return seen.exclude(finding__visit__survey__case__recusals__user=user)

    def open(self):
        return self.filter(rating="")

    def given(self):
        return self.exclude(rating="")

    def for_list(self):
        return self.select_related("finding__standard__edition", "finding__visit__survey", "rater").order_by("asked_at")


class SecondRating(models.Model):
    """`rating` is empty until it is given; then it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="second_rating")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_ratings")
    rating = models.CharField(max_length=20, choices=Rating.choices, blank=True)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    rated_at = models.DateTimeField(null=True, editable=False)

    objects = SecondRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating="", rated_at=None) | Q(rating__in=GIVEN, rated_at__isnull=False),
                name="surveys_secondrating_given_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Second rating of {self.finding.standard}"

    def get_absolute_url(self):
        return reverse("surveys:second-rating", args=[self.pk])
