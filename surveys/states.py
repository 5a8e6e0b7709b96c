"""What a survey, a finding and a surveyor's credential can be."""

from django.db import models

PORTAL = "portal"  # the device of whoever types into the portal's own page


class State(models.TextChoices):
    UNASSIGNED = "unassigned", "Waiting for a surveyor"
    PROPOSED = "proposed", "Surveyor named, conflict answers awaited"
    CONFIRMED = "confirmed", "Surveyor confirmed, date awaited"
    SCHEDULED = "scheduled", "Date set"
    IN_PROGRESS = "in_progress", "Survey under way"
    FINDINGS_SUBMITTED = "findings_submitted", "Findings with QCP staff"
    REPORT_COMPLETED = "report_completed", "Survey report completed"
    CANCELLED = "cancelled", "Cancelled"


class Kind(models.TextChoices):
    INITIAL = "initial", "Initial survey"
    REPEAT = "repeat", "Repeat survey"
    VERIFICATION = "verification", "Verification survey"


class Ground(models.TextChoices):
    """Why a further survey is required. The third stands for the verification of an action plan."""

    DISCORDANCE = "discordance", "What the practice reported and what was observed do not agree"
    FURTHER = "further_observation", "Something has to be observed further"
    ACTION_PLAN = "action_plan", "The proof of an action plan has to be seen"


class Closure(models.TextChoices):
    """What a further survey says of a finding of the one before."""

    CLOSED = "closed", "Put right: the earlier finding is closed"
    OPEN = "open", "Not put right: the earlier finding stays open"


class Mode(models.TextChoices):
    ON_SITE = "on_site", "On site"
    VIRTUAL = "virtual", "Virtual"
    HYBRID = "hybrid", "On site and virtual"


class Rating(models.TextChoices):
    """Partially met counts as unmet. Not yet rated is the empty rating."""

    MET = "met", "Met"
    PARTIALLY_MET = "partially_met", "Partially met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_ASSESSED = "not_assessed", "Not assessed yet"


class Mark(models.TextChoices):
    """What one chart, or one tracer, shows of one standard."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NONE = "none", "Does not apply"


class Purpose(models.TextChoices):
    """The field of a finding that a sentence is for."""

    NOTES = "notes", "What was found"
    COMMENDATION = "commendation", "Commendation"
    REASON = "reason", "Why it does not apply"


class Outcome(models.TextChoices):
    """What became of one change that a device sent."""

    APPLIED = "applied", "Taken over"
    MERGED = "merged", "Overtaken by a later change of the same device"
    CONFLICT = "conflict", "Kept beside another answer"


class CredentialKind(models.TextChoices):
    """What a surveyor must hold on the day of a visit: every one of these, unexpired."""

    LICENCE = "licence", "Nursing licence"
    CERTIFICATION = "certification", "Oncology nursing certification"
    CONTRACT = "contract", "Contract with the program"


NAMED = (
    State.PROPOSED,
    State.CONFIRMED,
    State.SCHEDULED,
    State.IN_PROGRESS,
    State.FINDINGS_SUBMITTED,
    State.REPORT_COMPLETED,
)  # a surveyor's name stands on the survey
OPEN_TO_SURVEYOR = NAMED[1:]  # both conflict answers are in, so the record is open to the surveyor
DATED = NAMED[2:]  # the days of the visits are known
BEGUN = NAMED[3:]  # there are findings
SUBMITTED = NAMED[4:]  # the findings are locked
BEFORE_THE_VISIT = (State.UNASSIGNED, State.PROPOSED, State.CONFIRMED, State.SCHEDULED)
UNDER_WAY = (State.PROPOSED, State.CONFIRMED, State.SCHEDULED, State.IN_PROGRESS)  # the surveyor's work
OVER = (State.REPORT_COMPLETED, State.CANCELLED)

UNMET = (Rating.PARTIALLY_MET, Rating.NOT_MET)
OPEN_RATINGS = ("", Rating.NOT_ASSESSED)  # nothing of this may be left when findings are submitted
GIVEN = (Rating.MET, Rating.PARTIALLY_MET, Rating.NOT_MET, Rating.NOT_APPLICABLE)  # a rating that can stay
