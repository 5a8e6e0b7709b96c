"""When each job last ran, so that somebody notices when one no longer does."""

from django.db import models
from django.urls import reverse

from qcp import clock

from . import schedule


class JobRunQuerySet(models.QuerySet):
    def late(self):
        """Jobs of the schedule that should have ended well again by now, or that fail."""
        return self.filter(pk__in=[run.pk for run in self if run.is_late])


class JobRun(models.Model):
    """The last run of one job. A row per job, written by whichever worker ran it."""

    task = models.CharField(max_length=100, primary_key=True)
    known_since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, help_text="When it last ended well.")
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=100, blank=True, help_text="The kind of error, without its words.")
    failures = models.PositiveIntegerField(default=0, help_text="How often it has failed since the first run.")

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = "job"
        ordering = ["task"]

    def __str__(self):
        return schedule.title(self.task)

    def get_absolute_url(self):
        return reverse("admin:watch_jobrun_change", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return schedule.is_late(self.task, self.ended_at or self.known_since)
