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
    CARD = "card", "Card"


BY_HAND = (PaymentMethod.CHEQUE, PaymentMethod.ACH)  # recorded by the office; a card payment only by the bank's word


class CardStage(models.TextChoices):
    ASKED = "asked", "Being prepared"
    OPEN = "open", "Open at the bank"
    PAID = "paid", "Paid"
    EXPIRED = "expired", "Ended without payment"
    FAILED = "failed", "Refused by the bank"


class DisputeState(models.TextChoices):
    OPEN = "open", "Disputed"
    WON = "won", "Disputed, decided for the program"
    LOST = "lost", "Disputed, decided against the program"


class CardRefundStage(models.TextChoices):
    PROPOSED = "proposed", "Waiting for a second person"
    TAKEN_BACK = "taken_back", "Taken back"
    WANTED = "wanted", "On its way to the bank"
    PENDING = "pending", "At the bank"
    DONE = "done", "Paid back"
    REFUSED = "refused", "Refused by the bank"
    OTHERWISE = "otherwise", "Paid back in another way"

    @classmethod
    def unsent(cls):
        """The bank knows nothing of it."""
        return (cls.PROPOSED, cls.TAKEN_BACK)


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
