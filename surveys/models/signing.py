"""Each time that findings were signed: what exactly was signed, in one mark that anybody can work out again."""

from django.conf import settings
from django.db import models

from qcp import clock

from .survey import Survey


class Signing(models.Model):
    """Lines are added and never changed: findings that were returned are signed anew."""

    append_only = True

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="signings")
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    sha256 = models.CharField(max_length=64, help_text="Of every finding as it was locked.")
    counts = models.JSONField(help_text="How many findings got which rating.")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.survey.reference}, signed by {self.name}: {self.mark}"

    @property
    def mark(self) -> str:
        """The beginning of the digest, to be compared by eye."""
        return " ".join(self.sha256[place : place + 4] for place in range(0, 16, 4))
