"""The plaque: ordered by the practice, made by the engraver, sent by the office. It costs the practice nothing."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from compliance.states import PlaqueState
from qcp import clock

from .certification import Certification

LINE = 40  # characters that fit on one line of the plaque


class PlaqueOrderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the certification."""
        return self.filter(certification__in=Certification.objects.visible_to(user))

    def standing(self):
        """Not cancelled: at most one for each certification."""
        return self.filter(cancelled_on=None)

    def to_send(self):
        """The office still has something to do."""
        return self.standing().filter(shipped_on=None)

    def for_list(self):
        return self.select_related("certification__practice", "certification__case", "ordered_by")


class PlaqueOrder(models.Model):
    """What is engraved and where it goes, as the practice wrote it. Its dates say how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="plaques")
    name_line = models.CharField("name on the plaque", max_length=LINE)
    place_line = models.CharField("line below the name", max_length=LINE, blank=True)
    recipient = models.CharField("person who receives it", max_length=100)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    zip = models.CharField("ZIP code", max_length=10)
    phone = models.CharField("phone for the carrier", max_length=30, blank=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_on = models.DateField(default=clock.today, editable=False)
    in_work_on = models.DateField("sent to the engraver on", null=True, editable=False)
    shipped_on = models.DateField(null=True, editable=False)
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField("tracking number", max_length=60, blank=True)
    cancelled_on = models.DateField(null=True, editable=False)
    cancelled_why = models.CharField("why it was cancelled", max_length=500, blank=True)

    objects = PlaqueOrderQuerySet.as_manager()

    class Meta:
        ordering = ["ordered_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification"], condition=Q(cancelled_on=None), name="compliance_plaqueorder_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(in_work_on=None) | Q(in_work_on__gte=F("ordered_on")),
                name="compliance_plaqueorder_ordered_before_made",
            ),
            models.CheckConstraint(
                condition=Q(shipped_on=None)
                | (Q(in_work_on__isnull=False, shipped_on__gte=F("in_work_on")) & ~Q(carrier="")),
                name="compliance_plaqueorder_made_before_shipped",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_why="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancelled_why="")),
                name="compliance_plaqueorder_cancelled_says_why",
            ),
        ]

    def __str__(self):
        return f"Plaque for certification {self.certification.number}"

    def get_absolute_url(self):
        return reverse("compliance:plaque", args=[self.certification_id])

    @property
    def stage(self) -> PlaqueState:
        """How far it is, told by its dates."""
        if self.cancelled_on:
            return PlaqueState.CANCELLED
        if self.shipped_on:
            return PlaqueState.SHIPPED
        return PlaqueState.IN_WORK if self.in_work_on else PlaqueState.ORDERED

    @property
    def can_change(self) -> bool:
        """Until the engraver has it."""
        return self.stage == PlaqueState.ORDERED

    @property
    def engraving(self) -> list[str]:
        """What stands on it, line by line: number and term are the program's, the rest is the practice's."""
        term = f"{self.certification.in_effect_from:%B %Y} to {self.certification.expires_on:%B %Y}"
        lines = [self.name_line, self.place_line, "is certified by the", "QOPI Certification Program"]
        return [*filter(None, lines), f"Certificate {self.certification.number}", term]

    @property
    def address(self) -> list[str]:
        lines = [self.recipient, self.certification.practice.legal_name, self.street]
        return [*lines, f"{self.city}, {self.state} {self.zip}", *filter(None, [self.phone])]
