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


class ChangeKind(models.TextChoices):
    MERGER = "merger", "Merger"
    ACQUISITION = "acquisition", "Acquisition"
    NAME_CHANGE = "name_change", "Change of name"
    SITE_ADDED = "site_added", "Site added"
    SITE_CLOSED = "site_closed", "Site closed"
    LEADERSHIP = "leadership", "Change of leadership"


class ChangeState(models.TextChoices):
    REPORTED = "reported", "Reported"
    IN_REVIEW = "in_review", "In review"
    DETERMINED = "determined", "Determined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class SiteFate(models.TextChoices):
    RETAINED = "retained", "Keeps its certified status"
    LOST = "lost", "Is not certified"
    NEW_SURVEY = "new_survey", "Needs a new survey"


OPEN_CHANGE = (ChangeState.REPORTED, ChangeState.IN_REVIEW)
