"""Days that staff have in mind when they name a surveyor. Nobody is told before both sides have answered."""

from django.db import models

from practices.models import Site

from .survey import Survey


class PencilledDayQuerySet(models.QuerySet):
    def of_others(self, survey):
        return self.exclude(survey=survey)


class PencilledDay(models.Model):
    """One site on one day, as staff would like it. Only the desk shows it, and setting the date replaces it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="pencilled_days")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    objects = PencilledDayQuerySet.as_manager()

    class Meta:
        ordering = ["on", "-site__is_main", "site__name"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "site"], name="surveys_pencilledday_site_once_per_survey"),
        ]

    def __str__(self):
        return f"{self.site}, perhaps {self.on}"
