"""The certification standards: editions, their domains, the tree of standards, and the policies each asks for.

Leaf rows are rated. A standard with leaves is met when all its leaves that apply are met.
"""

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
    def in_force(self, on):
        """The newest edition that is effective on that day, or None."""
        return self.filter(effective_on__lte=on).order_by("-effective_on").first()


class Edition(models.Model):
    """One edition of the standards. An application is bound to one on the day it is submitted."""

    code = models.CharField(max_length=30, unique=True)
    effective_on = models.DateField(unique=True)
    note = models.TextField(blank=True, max_length=500)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on"]

    def __str__(self):
        return self.code


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
        rows, applying = self.for_list().order_by("position"), {}
        for row in rows:
            if row.applies_if in flags and (row.parent_id is None or row.parent_id in applying):
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
