"""The certification standards: editions, their domains, the tree of standards, and the policies each asks for.

Leaf rows are rated. A standard with leaves is met when all its leaves that apply are met.
"""

from django.conf import settings
from django.db import models

from applications.flags import Flag


class Evidence(models.TextChoices):
    """How a surveyor can see that a standard is met."""

    POLICY_REVIEW = "policy_review", "Review of written policies"
    RECORDS_REVIEW = "records_review", "Review of charts and other records"
    STAFF_INTERVIEW = "staff_interview", "Staff interview"
    OBSERVATION = "observation", "Observation of practice procedures"


RUBRIC = ("how_to_interpret", "written_material", "what_to_observe", "expected_outcome")


class EditionQuerySet(models.QuerySet):
    def published(self):
        """Not those whose text is still being written."""
        return self.filter(is_draft=False)

    def effective(self, on):
        """Those by which a submission on that day can be judged, the newest edition in its newest text first."""
        in_time = models.Q(text_from=None) | models.Q(text_from__lte=on)
        return self.published().filter(in_time, effective_on__lte=on).order_by("-effective_on", "-version")

    def in_force(self, on):
        """The newest edition that is effective on that day, or None."""
        return self.effective(on).first()


class Edition(models.Model):
    """One edition of the standards in one version of its text.

    An application is bound to one on the day it is submitted. Rows that an application is bound to never change:
    other words come as the next version, a whole copy, so that all that was judged keeps the words it was judged by.
    """

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1, editable=False, help_text="Of the text.")
    effective_on = models.DateField()
    note = models.TextField(blank=True, max_length=500)
    is_draft = models.BooleanField(default=False, editable=False)
    text_from = models.DateField(
        null=True, editable=False, help_text="The first day on which this version of the text counts; empty: always."
    )
    changes = models.TextField(blank=True, max_length=1000, editable=False, help_text="What this version changed.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="applications_edition_one_per_version"),
            models.UniqueConstraint(
                fields=["effective_on"], condition=models.Q(version=1), name="applications_edition_one_per_day"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(is_draft=True), name="applications_edition_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(text_from=None) | models.Q(is_draft=False, text_from__gte=models.F("effective_on")),
                name="applications_edition_text_counts_from_its_day",
            ),
        ]

    def __str__(self):
        return self.code if self.version == 1 else f"{self.code}, text {self.version}"

    @property
    def is_in_use(self) -> bool:
        """An application is bound to it, so its rows stay as they are."""
        return self.applications.exists()


class Domain(models.Model):
    """A chapter of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="domains")
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="applications_domain_one_per_number"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


class PolicyType(models.Model):
    """A kind of written policy that some standards ask for, as listed in step 5."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="policy_types")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="applications_policytype_one_per_code"),
        ]

    def __str__(self):
        return self.name


class StandardQuerySet(models.QuerySet):
    def rated(self):
        """The leaves, which surveyors rate."""
        return self.filter(is_rated=True)

    def for_list(self):
        return self.select_related("domain", "policy_document", "parent")

    def applying(self, flags):
        """The rows that apply to a practice with these flags; a row applies only where all above it do."""
        applying = {}
        for row in self.select_related("domain", "policy_document").order_by("position"):
            if row.applies_if in flags and (row.parent_id is None or row.parent_id in applying):
                row.parent = applying.get(row.parent_id)
                applying[row.pk] = row
        return list(applying.values())


class Standard(models.Model):
    """One row of the tree: a standard or an element of it."""

    class Level(models.TextChoices):
        STANDARD = "standard", "Standard"
        ELEMENT = "element", "Element"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="standards")
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="standards")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="elements")
    policy_document = models.ForeignKey(
        PolicyType, null=True, blank=True, on_delete=models.PROTECT, related_name="standards"
    )
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(help_text="Place in the edition, in the order of the numbers.")
    level = models.CharField(max_length=10, choices=Level.choices)
    title = models.CharField(max_length=120)
    paraphrase = models.TextField(max_length=1000)
    how_to_interpret = models.TextField(blank=True, max_length=2000)
    written_material = models.TextField(blank=True, max_length=2000)
    what_to_observe = models.TextField(blank=True, max_length=2000)
    expected_outcome = models.TextField(blank=True, max_length=2000)
    evidence = models.JSONField(help_text="The ways of looking that the standard needs.")
    applies_if = models.CharField(max_length=20, choices=Flag.choices, default=Flag.ALWAYS)
    is_rated = models.BooleanField(help_text="A leaf: this row gets a rating.")
    is_often_unmet = models.BooleanField(default=False)
    code_status = models.CharField(max_length=20)
    content_status = models.CharField(max_length=20)
    note = models.TextField(blank=True, max_length=1000)
    maps_from = models.JSONField(default=list, blank=True, help_text="Rows of an earlier edition that it continues.")

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="applications_standard_one_per_code"),
            models.CheckConstraint(
                condition=models.Q(applies_if__in=Flag.values), name="applications_standard_known_flag"
            ),
            models.CheckConstraint(
                condition=models.Q(level="standard", parent=None) | models.Q(level="element", parent__isnull=False),
                name="applications_standard_elements_have_a_parent",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def rubric(self) -> list[tuple[str, str]]:
        """What helps the surveyor to judge it: (heading, text) of each part that was written."""
        parts = ((self._meta.get_field(name).verbose_name.capitalize(), getattr(self, name)) for name in RUBRIC)
        return [(heading, text) for heading, text in parts if text]

    @property
    def evidence_names(self):
        return [Evidence(method).label for method in self.evidence]
