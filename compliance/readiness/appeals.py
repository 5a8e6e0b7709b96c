"""What is missing before an appeal can move, in words."""

from compliance.states import AppealVerdict, Outcome, Remedy
from qcp import clock
from qcp.workflow.advance import find
from qcp.workflow.guards import guard

from .decisions import every_standard_met
from .panels import MAJORITY


@guard
def filed_after_the_last_day(appeal):
    """Only what came after the last day is refused as late."""
    return [] if appeal.is_late else ["The appeal was filed in time."]


@guard
def hearing_settled(appeal, *, on, waived):
    """A hearing was held on a day that has come, or the practice waived it."""
    if waived:
        return ["Say either that the hearing was waived or on which day it was held, not both."] if on else []
    if on is None:
        return ["Day of the hearing: give the day on which it was held, or say that it was waived."]
    if not appeal.panel_named_on <= on <= clock.today():
        return ["Day of the hearing: it lies between the day on which the panel was named and today."]
    return []


@guard
def hearing_recorded(appeal, *, record):
    """What was said, or how the hearing was waived, is on record before the panel decides."""
    return [] if record.strip() else ["Record: write what was said, or how the practice waived the hearing."]


@guard
def majority_upholds(appeal):
    """Two of three members say so, each with reasons."""
    return majority_for(appeal, AppealVerdict.UPHOLD)


@guard
def majority_overturns(appeal):
    """Two of three members say so, each with reasons."""
    return majority_for(appeal, AppealVerdict.OVERTURN)


def majority_for(appeal, verdict) -> list[str]:
    given = sum(vote.verdict == verdict for vote in appeal.votes_that_count())
    if given >= MAJORITY:
        return []
    return [f"A majority is {MAJORITY} members of the panel; {given} voted to {AppealVerdict(verdict).label.lower()}."]


@guard
def remedy_can_follow(appeal):
    """What the panel orders can be carried out at once."""
    if majority_for(appeal, AppealVerdict.OVERTURN):
        return []
    remedy, final = appeal.outcome_of_votes()
    application = appeal.application
    late = [] if final > clock.today() else ["The final deadline that the panel set has passed. Vote anew."]
    return [*late, *reopening_problems(application), *(award_problems(application) if remedy == Remedy.AWARD else [])]


def reopening_problems(application) -> list[str]:
    return find(application, "reopen").problems(application, {})


def award_problems(application) -> list[str]:
    """An award directed by a panel rests on the same facts as any other."""
    report = application.reports.in_force().first()
    if report is None:
        return ["No report is in force, so the panel can only reopen the application."]
    proposed = application.decisions.model(application=application, report=report, outcome=Outcome.AWARD)
    return every_standard_met.missing(proposed, {})
