"""Days that one of the staff's own clocks waited."""

from django.db import models

from .deadline import Deadline


class Pause(models.Model):
    """Days that do not count on one of the staff's own clocks, because somebody else had to act.

    The day of the pause still counted; counting goes on the day after the day of return.
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    because = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=models.Q(until_on=None), name="deadlines_pause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="deadlines_pause_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"paused {self.from_on} to {self.until_on or 'now'}: {self.because}"
