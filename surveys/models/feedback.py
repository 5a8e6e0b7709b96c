"""What each side said after a survey. It is confidential: staff read it, the other side never does."""

import uuid

from django.conf import settings
from django.db import models

from qcp import clock

from ..feedback import QUESTIONS, Mark, Side
from .survey import Survey


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office, but for those who stepped off the case; everybody else what they wrote themselves."""
        if not user.is_authenticated:
            return self.none()
        seen = self if user.is_staff else self.filter(given_by=user)
        return seen.exclude(survey__case__recusals__user=user)

    def for_list(self):
        return self.select_related("survey__application__practice", "survey__surveyor", "given_by").order_by(
            "-given_at", "pk"
        )


class Feedback(models.Model):
    """One side's word, given once and never changed."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="feedback")
    side = models.CharField(max_length=10, choices=Side.choices)
    marks = models.JSONField(help_text="Question -> 1 to 5.")
    text = models.TextField(blank=True, max_length=2000)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="surveys_feedback_known_side"),
            models.UniqueConstraint(fields=["survey", "side"], name="surveys_feedback_once_per_side"),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.survey.reference}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Question and answer, in words."""
        asked = QUESTIONS[Side(self.side)]
        return [(asked[key], Mark(mark).label) for key, mark in self.marks.items() if key in asked]
