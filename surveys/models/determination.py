"""Why the program requires a further survey, as it was determined. Lines are added and never changed."""

from django.conf import settings
from django.db import models

from qcp import clock

from ..states import Ground
from .survey import Survey


class Determination(models.Model):
    """One per further survey. The words of it are the survey's `ground`, which the practice reads."""

    append_only = True

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="determination")
    ground = models.CharField(max_length=30, choices=Ground.choices)
    notice_by = models.DateField(null=True, help_text="The last day on which the practice could be told.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=Ground.values), name="surveys_determination_known_ground"
            ),
            models.CheckConstraint(
                condition=models.Q(notice_by=None) | models.Q(on__lte=models.F("notice_by")),
                name="surveys_determination_told_in_time",
            ),
        ]

    def __str__(self):
        return self.get_ground_display()
