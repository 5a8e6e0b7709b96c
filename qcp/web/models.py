"""What the pages themselves remember: which form has been sent already."""

from django.db import models

from qcp import clock


class Sent(models.Model):
    """One form, sent once: the fingerprint of what was sent, and where it led."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    led_to = models.TextField()
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = "sent form"

    def __str__(self):
        return f"{self.fingerprint[:8]} → {self.led_to}"
