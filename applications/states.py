"""What an application can be, and the names for groups of that."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned to the practice"
    SURVEY_READY = "survey_ready", "Certification Pending: ready for the survey"
    IN_SURVEY = "in_survey", "Certification Pending: in survey"
    IN_COMPLIANCE = "in_compliance", "Certification Pending: in compliance"
    CERTIFIED = "certified", "Certified"
    DENIED = "denied", "Denied"
    LAPSED = "lapsed", "Lapsed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ApplicationKind(models.TextChoices):
    FIRST = "first", "First certification"
    RECERTIFICATION = "recertification", "Recertification"


EDITABLE = (State.DRAFT, State.RETURNED)  # the practice holds the pen
PENDING = (State.SURVEY_READY, State.IN_SURVEY, State.IN_COMPLIANCE)  # Certification Pending
OPEN = (*EDITABLE, State.SUBMITTED, *PENDING)
ENDED = (State.CERTIFIED, State.DENIED, State.LAPSED, State.WITHDRAWN)
ACCEPTED = (*PENDING, State.CERTIFIED, State.LAPSED)
EVER_SUBMITTED = (State.SUBMITTED, State.RETURNED, *ACCEPTED, State.DENIED)


class InvoiceState(models.TextChoices):
    OPEN = "open", "Open"
    PAID = "paid", "Paid"
    VOID = "void", "Void"
    REFUNDED = "refunded", "Refunded"


class InvoiceKind(models.TextChoices):
    APPLICATION = "application", "Application fee"
    EXTENSION = "extension", "Extension of the final deadline"
    REPEAT_SURVEY = "repeat_survey", "Repeat survey"


class PaymentMethod(models.TextChoices):
    CHEQUE = "cheque", "Cheque"
    ACH = "ach", "ACH transfer"


class FeeItem(models.TextChoices):
    APPLICATION = "application", "First application"
    RECERTIFICATION = "recertification", "Application for recertification"
    EXTRA_SITE = "extra_site", "Each site after the first"
    FTE_BAND = "fte_band", "Size of the practice"
    EXTENSION = "extension", "Extension of the final deadline"
    REPEAT_SURVEY = "repeat_survey", "Repeat survey"


class PolicyState(models.TextChoices):
    QUARANTINED = "quarantined", "Checking"
    CLEAN = "clean", "Checked, waiting for the program office"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned to the practice"
    REJECTED = "rejected", "Refused"


STANDING = (PolicyState.QUARANTINED, PolicyState.CLEAN, PolicyState.ACCEPTED)  # counts for what it covers
CHECKED = (PolicyState.CLEAN, PolicyState.ACCEPTED)  # may be opened, and handed to the office


class ExtensionState(models.TextChoices):
    REQUESTED = "requested", "Asked for, not decided yet"
    GRANTED = "granted", "Granted"
    DENIED = "denied", "Denied"
    WITHDRAWN = "withdrawn", "Withdrawn"
