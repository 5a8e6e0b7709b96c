"""One cell of the report: a standard at a site, as the surveyor rated it and as the reviewer assessed it."""

import uuid

from django.db import models
from django.db.models import F, Q

from applications.models import Evidence
from compliance.states import Likelihood, Scope
from surveys.states import Rating

FULFILLED = (Rating.MET, Rating.NOT_APPLICABLE)
UNMET = (Rating.PARTIALLY_MET, Rating.NOT_MET)


class ReportFindingQuerySet(models.QuerySet):
    def unassessed(self):
        return self.filter(assessed="")

    def unmet(self):
        """Partly met counts as unmet."""
        return self.filter(assessed__in=UNMET)

    def for_list(self):
        return self.select_related("standard", "site")


class ReportFinding(models.Model):
    """The surveyor's rating is kept as it was; the assessed rating is the report's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("compliance.Report", on_delete=models.CASCADE, related_name="findings")
    standard = models.ForeignKey("applications.Standard", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("practices.Site", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField(help_text="Order in the report.")
    surveyed = models.CharField(max_length=20, choices=Rating.choices)
    observed = models.TextField(blank=True, help_text="What the surveyor noted.")
    methods = models.JSONField(default=list, blank=True, help_text="The ways in which the surveyor looked.")
    assessed = models.CharField(max_length=20, choices=Rating.choices, blank=True)
    reason = models.TextField(blank=True, help_text="Why the reviewer rates it otherwise than the surveyor.")
    requirement = models.TextField(blank=True, help_text="What the practice has to show for an unmet standard.")
    commendation = models.TextField(blank=True)
    likelihood = models.CharField(
        "likelihood of harm", max_length=10, choices=Likelihood.choices, blank=True, help_text="Of an unmet standard."
    )
    scope = models.CharField(max_length=10, choices=Scope.choices, blank=True, help_text="Of an unmet standard.")

    objects = ReportFindingQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "standard", "site"], name="compliance_reportfinding_once"),
            models.CheckConstraint(
                condition=Q(assessed="") | Q(assessed=F("surveyed")) | ~Q(reason=""),
                name="compliance_reportfinding_change_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(assessed__in=UNMET) | ~Q(requirement=""),
                name="compliance_reportfinding_unmet_has_requirement",
            ),
            models.CheckConstraint(
                condition=~Q(assessed=Rating.NOT_ASSESSED), name="compliance_reportfinding_assessed_means_it"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__in=["", *Likelihood.values], scope__in=["", *Scope.values]),
                name="compliance_reportfinding_known_risk",
            ),
        ]

    def __str__(self):
        return f"{self.standard} at {self.site}"

    @property
    def changed(self) -> bool:
        return bool(self.assessed) and self.assessed != self.surveyed

    @property
    def method_names(self) -> list[str]:
        return [Evidence(method).label for method in self.methods]


class Requirement(models.Model):
    """What has to be put right, under a number that stays: the plan, the evidence and later surveys refer to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, help_text="Kept by the report that corrects this one.")
    report = models.ForeignKey("compliance.Report", on_delete=models.PROTECT, related_name="requirements")
    finding = models.OneToOneField(ReportFinding, on_delete=models.PROTECT, related_name="requirement_row")
    standard = models.ForeignKey("applications.Standard", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("practices.Site", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="compliance_requirement_once_per_report"),
        ]

    def __str__(self):
        return self.number
