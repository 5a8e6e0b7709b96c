"""Wrong passwords, counted per account and address of origin. In the database, so that the count outlives a cache."""

from django.db import models, transaction

from qcp import clock

FREE = 5  # tries before the first pause
FIRST_PAUSE, LONGEST_PAUSE, FORGOTTEN_AFTER = 30, 15 * 60, 3600  # seconds


class WrongTriesQuerySet(models.QuerySet):
    def take(self, email: str, origin: str) -> int:
        """Count one try before it is made, or say how many seconds to wait. Tries from elsewhere are not held up."""
        with transaction.atomic():
            self.get_or_create(email=email.lower()[:254], origin=origin)
            tries = self.select_for_update().get(email=email.lower()[:254], origin=origin)
            wait = tries.wait()
            if not wait:
                tries.count, tries.last_at = tries.count + 1, clock.now()
                tries.save(update_fields=["count", "last_at"])
            return wait

    def forget(self, email: str, **origin) -> None:
        """The right password was given, or a new one set."""
        self.filter(email=email.lower()[:254], **origin).delete()


class WrongTries(models.Model):
    email = models.CharField(max_length=254)
    origin = models.CharField(max_length=45)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=clock.now)

    objects = WrongTriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wrong tries"
        constraints = [
            models.UniqueConstraint(fields=["email", "origin"], name="accounts_wrongtries_one_count"),
        ]

    def __str__(self):
        return f"{self.count} tries for {self.email} from {self.origin}"

    def wait(self) -> int:
        """Seconds until the next try: none at first, then 30, then twice as long each time, up to 15 minutes."""
        since = (clock.now() - self.last_at).total_seconds()
        if since > FORGOTTEN_AFTER:
            self.count = 0
        pause = 0 if self.count < FREE else min(FIRST_PAUSE * 2 ** (self.count - FREE), LONGEST_PAUSE)
        return min(pause, max(0, round(pause - since)))
