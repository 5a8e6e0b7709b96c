"""What a report, an action plan, a decision and a certification can be."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "With the committee reviewer"
    ISSUED = "issued", "Issued"
    SUPERSEDED = "superseded", "Replaced by a later report"


class PlanState(TextChoices):
    OPEN = "open", "To be written"
    PLAN_SUBMITTED = "plan_submitted", "Plan under review"
    PLAN_ACCEPTED = "plan_accepted", "Plan accepted, evidence awaited"
    EVIDENCE_SUBMITTED = "evidence_submitted", "Evidence under review"
    VERIFIED = "verified", "Verified"
    CLOSED = "closed", "Closed"


class DecisionState(TextChoices):
    PROPOSED = "proposed", "Proposed"
    RELEASED = "released", "Released"
    RETURNED = "returned", "Sent back to the reviewer"


class Outcome(TextChoices):
    AWARD = "award", "Award of certification"
    DENIAL = "denial", "Denial of certification"


class CertificationState(TextChoices):
    ACTIVE = "active", "Certified"
    IN_GRACE = "in_grace", "Certified, recertification pending"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"
    SURRENDERED = "surrendered", "Surrendered by the practice"
    RENEWED = "renewed", "Renewed under a new certificate"
    ENDED = "ended", "Ended by a change of organisation"


class PlaqueState(TextChoices):
    ORDERED = "ordered", "Ordered"
    IN_WORK = "in_work", "With the engraver"
    SHIPPED = "shipped", "Shipped"
    CANCELLED = "cancelled", "Cancelled"


class Stage(TextChoices):
    """The two halves of an action plan: what will be done, and the proof that it was."""

    PLAN = "plan", "Plan"
    EVIDENCE = "evidence", "Evidence"


class Verdict(TextChoices):
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"


class Likelihood(TextChoices):
    """How likely an unmet standard is to harm a patient, in the reviewer's judgement."""

    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"


class Scope(TextChoices):
    """How far an unmet standard reaches within the practice."""

    LIMITED = "limited", "Limited"
    PATTERN = "pattern", "Pattern"
    WIDESPREAD = "widespread", "Widespread"


class AppealState(TextChoices):
    FILED = "filed", "Filed"
    PANEL_NAMED = "panel_named", "With its panel"
    HEARD = "heard", "Heard, the panel decides"
    UPHELD = "upheld", "The denial was upheld"
    OVERTURNED = "overturned", "The denial was overturned"
    REFUSED_LATE = "refused_late", "Refused: filed too late"
    WITHDRAWN = "withdrawn", "Withdrawn by the practice"


class AppealGround(TextChoices):
    PROCEDURE = "procedure", "An error in the procedure"
    FACTS = "facts", "Facts were misread"
    EVIDENCE = "evidence", "The evidence does not support the decision"


class AppealVerdict(TextChoices):
    UPHOLD = "uphold", "Uphold the denial"
    OVERTURN = "overturn", "Overturn the denial"


class Remedy(TextChoices):
    AWARD = "award", "An award is proposed"
    REOPEN = "reopen", "The application is reopened"


class RevocationState(TextChoices):
    RECEIVED = "received", "Received"
    SCREENED = "screened", "Screened"
    INVESTIGATING = "investigating", "Under investigation"
    NOTICE_SERVED = "notice_served", "Notice served"
    HEARING_REQUESTED = "hearing_requested", "Hearing requested"
    HEARD = "heard", "Heard"
    REVOKED = "revoked", "Certification revoked"
    DISMISSED = "dismissed", "Dismissed"


class RevocationGround(TextChoices):
    CRIME = "crime", "Related crime, finally convicted or admitted"
    NEGLIGENCE = "negligence", "Gross negligence or wilful misconduct, finally found or admitted"
    FRAUD = "fraud", "Fraud or misrepresentation"
    BREACH = "breach", "Breach of the participation agreement or of its guides"


class Concerns(TextChoices):
    PRACTICE = "practice", "The practice"
    MEMBER = "member", "A member of the practice"


PUBLISHED = (ReportState.ISSUED, ReportState.SUPERSEDED)  # what the practice may read
ASSIGNABLE = (ReportState.DRAFT, ReportState.IN_REVIEW, ReportState.ISSUED)  # a reviewer may be (re)named
UNDER_REVIEW = (PlanState.PLAN_SUBMITTED, PlanState.EVIDENCE_SUBMITTED)
WITH_PRACTICE = (PlanState.OPEN, PlanState.PLAN_ACCEPTED)
UNFINISHED = (*WITH_PRACTICE, *UNDER_REVIEW)
IN_FORCE = (CertificationState.ACTIVE, CertificationState.IN_GRACE)
OVER = (
    CertificationState.EXPIRED,
    CertificationState.REVOKED,
    CertificationState.SURRENDERED,
    CertificationState.RENEWED,
    CertificationState.ENDED,
)
APPEAL_GOES_ON = (AppealState.FILED, AppealState.PANEL_NAMED, AppealState.HEARD)
APPEAL_HEARD = (AppealState.HEARD, AppealState.UPHELD, AppealState.OVERTURNED)
APPEAL_DECIDED = (AppealState.UPHELD, AppealState.OVERTURNED)
REVOCATION_OVER = (RevocationState.REVOKED, RevocationState.DISMISSED)
UNSCREENED = (RevocationState.RECEIVED, RevocationState.DISMISSED)  # certification and ground may be missing
