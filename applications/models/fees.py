"""What things cost, from which day. Amounts are whole cents."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.states import FeeItem


class FeeScheduleQuerySet(models.QuerySet):
    def in_force(self, on):
        """The newest schedule that is effective on that day, or None."""
        return self.filter(effective_on__lte=on).order_by("-effective_on").prefetch_related("fees").first()


class FeeSchedule(models.Model):
    """All fees from a day on, until the next schedule takes effect. An issued invoice keeps its amounts."""

    effective_on = models.DateField(unique=True)
    note = models.CharField(max_length=200, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = FeeScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on"]

    def __str__(self):
        return f"Fees from {self.effective_on}"


class Fee(models.Model):
    """One row of a schedule. `over_fte`: the band of practices with more FTE than that, up to the next band."""

    schedule = models.ForeignKey(FeeSchedule, on_delete=models.CASCADE, related_name="fees")
    item = models.CharField(max_length=20, choices=FeeItem.choices)
    over_fte = models.PositiveSmallIntegerField("more than so many FTE", null=True, blank=True)
    cents = models.PositiveIntegerField()

    class Meta:
        ordering = ["schedule", "item", "over_fte"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "item", "over_fte"], name="applications_fee_once_per_band"),
            models.UniqueConstraint(
                fields=["schedule", "item"], condition=Q(over_fte=None), name="applications_fee_once_per_item"
            ),
            models.CheckConstraint(condition=Q(item__in=FeeItem.values), name="applications_fee_known_item"),
            models.CheckConstraint(
                condition=Q(item=FeeItem.FTE_BAND, over_fte__isnull=False)
                | (~Q(item=FeeItem.FTE_BAND) & Q(over_fte=None)),
                name="applications_fee_only_bands_have_a_size",
            ),
        ]

    def __str__(self):
        return f"{self.get_item_display()}: {self.cents} cents"
