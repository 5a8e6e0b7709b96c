"""Running numbers that never repeat and never depend on counting rows."""

from django.db import models


class Series(models.Model):
    """One series of numbers, such as 'CCR' or 'QCP-2026'; its row is the lock."""

    name = models.CharField(primary_key=True, max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self):
        return f"{self.name} at {self.last}"


def next_number(name: str) -> str:
    """The next number of a series: 'CCR-0001'. Call inside the transaction that uses it."""
    series = Series.objects.select_for_update().get_or_create(name=name)[0]
    series.last += 1
    series.save(update_fields=["last"])
    return f"{name}-{series.last:04d}"
