"""What a survey was laid out by, on the day it began: from then on it stays so, whatever is published meanwhile."""

from django.conf import settings
from django.db import models

from applications.models import Edition
from qcp import clock

from .survey import Survey


class CheckOut(models.Model):
    """One for each survey that has begun. It is written once and never changed."""

    append_only = True

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="check_out")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    form = models.PositiveSmallIntegerField(help_text="Of the findings page and of what it sends.")
    standards = models.PositiveSmallIntegerField(help_text="How many apply.")
    sites = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.survey.reference}, laid out by {self.edition}, form {self.form}"
