"""The office's quality gate: what was asked of a draft, and what the office said to each point."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

from .finding import ReportFinding


class QualityAnswer(models.Model):
    """Why one point of the gate does not stand in the way. `rule` names the point, `finding` where it was seen."""

    finding = models.ForeignKey(ReportFinding, on_delete=models.PROTECT, related_name="quality_answers")
    rule = models.CharField(max_length=30)
    answer = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "rule"], name="compliance_qualityanswer_once_per_point"),
            models.CheckConstraint(condition=~Q(answer=""), name="compliance_qualityanswer_says_something"),
        ]

    def __str__(self):
        return f"{self.rule}: {self.answer}"
