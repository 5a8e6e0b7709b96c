"""What a membership and a score submission can be."""

from django.db import models


class MembershipRole(models.TextChoices):
    VIEWER = "viewer", "Viewer"
    EDITOR = "editor", "Editor"
    SIGNATORY = "signatory", "Signatory"


class ScoreState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "With QCP staff"
    RETURNED = "returned", "Returned to the practice"
    FINAL = "final", "Final"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MeasureKind(models.TextChoices):
    PROPORTION = "proportion", "Proportion"
    INVERSE = "inverse", "Inverse (lower is better)"
    COMPOSITE = "composite", "Composite (every part met)"


PRACTICE_HOLDS_THE_PEN = (ScoreState.DRAFT, ScoreState.RETURNED)
