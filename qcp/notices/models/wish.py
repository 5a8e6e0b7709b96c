"""How somebody wants to hear of things, and the one letter a day that names the others."""

import datetime
import uuid
import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

HOURS = range(6, 21)  # no American zone moves its clocks in these hours, so each of them is there once a day
ZONES = {
    "America/New_York": "Eastern Time",
    "America/Chicago": "Central Time",
    "America/Denver": "Mountain Time",
    "America/Phoenix": "Mountain Time, Arizona",
    "America/Los_Angeles": "Pacific Time",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Puerto Rico and Virgin Islands",
    "Pacific/Guam": "Guam and Northern Marianas",
    "Pacific/Pago_Pago": "American Samoa",
}


class MailWish(models.Model):
    """What one person asked for. Without such a row every letter goes out at once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_wish")
    ways = models.JSONField(default=dict, help_text="Topic of letters -> how they come; what is missing comes at once.")
    hour = models.PositiveSmallIntegerField(default=7, help_text="When the daily letter is written, where they are.")
    zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__gte=min(HOURS), hour__lte=max(HOURS)), name="notices_mailwish_hour_of_the_day"
            ),
            models.CheckConstraint(condition=Q(zone__in=list(ZONES)), name="notices_mailwish_known_zone"),
        ]

    def __str__(self):
        return f"How letters reach {self.user}"

    def hour_struck(self) -> datetime.datetime | None:
        """Their hour of today, where they are, once it has come; before it None."""
        there = clock.now().astimezone(zoneinfo.ZoneInfo(self.zone))
        struck = there.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return struck if struck <= there else None


class Daily(models.Model):
    """The one letter that names what was written to somebody since the last. One per person and day of theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dailies")
    on = models.DateField()
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "on"], name="notices_daily_once_a_day")]

    def __str__(self):
        return f"Daily letter of {self.on} to {self.reader}"

    def get_absolute_url(self):
        return "/inbox/"
