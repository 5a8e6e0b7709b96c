"""The secret address of a calendar."""

import secrets

from django.conf import settings
from django.db import models

from qcp import clock


def new_token() -> str:
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """The secret address of one person's deadlines as a calendar. A new key makes the old address useless."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"Calendar of {self.user}"

    @classmethod
    def renew(cls, user) -> "CalendarKey":
        """A new address for this person; the one before no longer answers."""
        return cls.objects.update_or_create(user=user, defaults={"token": new_token(), "made_at": clock.now()})[0]
