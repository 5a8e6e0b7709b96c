"""What QOPI asks: measure sets in versions, with module targets and chart minimums, and the rounds that use them."""

import uuid

from django.db import models
from django.db.models import F, Q

from ..states import MeasureKind


class MeasureSet(models.Model):
    """One version of a set. A changed set becomes a new version; figures keep the version they were entered for."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    track = models.CharField(max_length=20)
    threshold_percent = models.PositiveSmallIntegerField()
    strategy = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="practices_measureset_one_per_version"),
            models.CheckConstraint(
                condition=Q(threshold_percent__gte=1, threshold_percent__lte=100),
                name="practices_measureset_threshold_is_a_percentage",
            ),
        ]

    def __str__(self):
        return f"{self.code}, version {self.version}"


class Measure(models.Model):
    """One measure of one version of a set."""

    measure_set = models.ForeignKey(MeasureSet, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    module = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=MeasureKind.choices)
    title = models.CharField(max_length=200)
    parts = models.CharField(max_length=200, blank=True, help_text="Of a composite: the measures it is made of.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["measure_set", "code"], name="practices_measure_once_per_set"),
            models.CheckConstraint(condition=Q(kind__in=MeasureKind.values), name="practices_measure_known_kind"),
        ]

    def __str__(self):
        return self.code


class ModuleTarget(models.Model):
    """Charts to abstract in a module; fewer only when all eligible ones are attested."""

    measure_set = models.ForeignKey(MeasureSet, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=20)
    charts = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["measure_set", "module"], name="practices_moduletarget_once_per_set")
        ]

    def __str__(self):
        return f"{self.module}: {self.charts} charts"


class ChartMinimum(models.Model):
    """Unique charts needed by a practice of up to so many FTE; empty FTE = any larger one."""

    measure_set = models.ForeignKey(MeasureSet, on_delete=models.CASCADE, related_name="chart_minimums")
    fte_up_to = models.DecimalField("FTE up to", max_digits=7, decimal_places=3, null=True)
    charts = models.PositiveIntegerField()

    class Meta:
        ordering = [F("fte_up_to").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["measure_set", "fte_up_to"], name="practices_chartminimum_once_per_size")
        ]

    def __str__(self):
        return f"{self.charts} charts"


class RoundQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("measure_set").order_by("-opens_on", "track")


class Round(models.Model):
    """A season of QOPI in one track. `report_on` is the date of the final report, from which scores are valid."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, help_text="Year and season, as in '2026-spring'.")
    track = models.CharField(max_length=20)
    measure_set = models.ForeignKey(MeasureSet, on_delete=models.PROTECT, related_name="rounds")
    opens_on = models.DateField()
    closes_on = models.DateField()
    report_on = models.DateField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "track"]
        constraints = [
            models.UniqueConstraint(fields=["code", "track"], name="practices_round_once_per_season_and_track"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"), closes_on__lte=F("report_on")),
                name="practices_round_dates_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.code}, {self.track} track"
