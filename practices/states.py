"""What a membership, a score submission and a request for a score waiver can be."""

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


class WaiverState(models.TextChoices):
    REQUESTED = "requested", "Requested"
    IN_REVIEW = "in_review", "With the Oversight Council"
    GRANTED = "granted", "Granted"
    DENIED = "denied", "Denied"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MeasureKind(models.TextChoices):
    PROPORTION = "proportion", "Proportion"
    INVERSE = "inverse", "Inverse (lower is better)"
    COMPOSITE = "composite", "Composite (every part met)"


OPEN_WAIVER = (WaiverState.REQUESTED, WaiverState.IN_REVIEW)
DECIDED_WAIVER = (WaiverState.GRANTED, WaiverState.DENIED)
PRACTICE_HOLDS_THE_PEN = (ScoreState.DRAFT, ScoreState.RETURNED)
