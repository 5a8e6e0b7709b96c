"""What the pages themselves remember: which form was sent already, and who was reminded when."""

from django.conf import settings
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


class Reminded(models.Model):
    """When somebody was last reminded of what waits for them, and the last day on which that was looked at."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="reminded"
    )
    on = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.person}, reminded for {self.on}"
