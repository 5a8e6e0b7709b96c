"""What an appeal rests on, and the words of its letter."""

from django.conf import settings

from applications.states import OPEN
from compliance.states import AppealState, AppealVerdict, DecisionState, Outcome, Remedy
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline

from .facts import identity, in_words


def appeal_clock(application):
    """The clock that the delivery of the latest denial or lapse started, running or not; None before the delivery."""
    clocks = Deadline.objects.of(application).filter(kind=Kind.APPEAL, starts_on__gte=application.ended_on)
    return clocks.order_by("-opened_at").first()


def denial_of(application):
    """The released denial; None when the application lapsed."""
    if application.state != "denied":
        return None
    released = application.decisions.filter(state=DecisionState.RELEASED, outcome=Outcome.DENIAL)
    return released.order_by("-released_on", "-opened_at").first()


def may_still_appeal(application) -> bool:
    """Is the application denied or lapsed, without an appeal about that yet?"""
    over = application.state in ("denied", "lapsed")
    return over and not application.appeals.filter(against=application.version).exists()


def what_else(appeal) -> list[str]:
    """What a practice can do when no appeal helps."""
    found = [f"Questions reach the program office at {settings.PROGRAM_MAILBOX}."]
    other = appeal.practice.applications.filter(state__in=OPEN).first()
    if other:
        return [f"Application {other.reference} goes on as it is.", *found]
    return ["The practice may apply anew, as soon as it has a qualifying score and a webinar that are valid.", *found]


def letter_of_appeal(appeal) -> dict:
    """Frozen with the decision: the outcome, what follows, and the reasons of the majority, without names."""
    overturned = appeal.state == AppealState.OVERTURNED
    wanted = AppealVerdict.OVERTURN if overturned else AppealVerdict.UPHOLD
    votes = appeal.votes_that_count()
    majority = [vote for vote in votes if vote.verdict == wanted]
    return {
        "practice": identity(appeal.practice),
        "application": appeal.application.reference,
        "decided_on": in_words(appeal.decided_on),
        "filed_on": in_words(appeal.filed_on),
        "grounds": [str(ground) for ground in appeal.grounds.all()],
        "heard_on": in_words(appeal.heard_on) if appeal.heard_on else "",
        "overturned": overturned,
        "award": appeal.remedy == Remedy.AWARD,
        "final_deadline": in_words(appeal.final_deadline) if overturned else "",
        "votes": len(votes),
        "majority": len(majority),
        "reasons": [vote.reasons for vote in majority],
        "else_possible": [] if overturned else what_else(appeal),
        "mailbox": settings.PROGRAM_MAILBOX,
    }
