"""What happens with a decision: proposed, sent back, or released after a minute in which it can be undone."""

from django.db import transaction

from compliance import notices, policies, readiness
from compliance.models import Decision
from compliance.queries.what_follows import of_release
from compliance.states import DecisionState, Outcome
from qcp.notices.outbox import enqueue
from qcp.undo.holding import drop
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM

from . import awards, denials

NOT_THE_REVIEWER = (
    "A decision is proposed by the reviewer of the report. Before there is a report, the office may propose a denial."
)


# --- Proposed -----------------------------------------------------------------------------------


def propose_award(report, *, by):
    """Every standard is met: the reviewer's issue or verification proposes the award."""
    return open_decision(report.application, report, by, Outcome.AWARD, "")


def propose(application, *, by, outcome, reasons=""):
    """The reviewer decides, anew or for the first time: an award, or a denial with its reasons."""
    with transaction.atomic():
        application = hold(application)
        if application.case.closed_to(by) or not policies.may_propose(application, by):
            raise NotAllowed(NOT_THE_REVIEWER)
        if outcome == Outcome.AWARD and not application.reports.in_force().exists():
            raise NotReady("There is no report in force for this application. An award rests on one.")
        if outcome == Outcome.DENIAL and not reasons.strip():
            raise NotReady("Reasons: name each, because the practice's letter names each.")
        return open_decision(application, application.reports.in_force().first(), by, outcome, reasons.strip())


def open_decision(application, report, by, outcome, reasons):
    if application.decisions.proposed().exists():
        raise OutOfDate("A decision is proposed already and awaits its release.")
    decision = Decision(
        case=application.case,
        application=application,
        report=report,
        outcome=outcome,
        proposer=by,
        reasons=reasons,
    )
    if problems := refusals_at_once(decision):
        raise NotReady(*problems)
    decision.save(force_insert=True)
    chain.begin(decision, by=by, note=reasons)
    enqueue(notices.DECISION_PROPOSED, decision)
    return decision


def refusals_at_once(decision) -> list[str]:
    """What can never be released is not proposed. Fees and answers may still come in until the release."""
    guards = (readiness.every_standard_met, readiness.application_undecided)
    return [sentence for guard in guards for sentence in guard.missing(decision, {})]


# --- Released -----------------------------------------------------------------------------------


def release(decision, *, by, note=""):
    """The manager's button, after the minute in which it can be undone: the letter, and the award or the denial."""
    with advance(decision, "release", by=by, note=note) as decision:
        if decision.is_award:
            awards.award(decision)
        else:
            denials.deny(decision)
    return decision


def also_follows(decision) -> list[str]:
    """For the dry run: certificate, register, recipients, the way to appeal; nothing of it follows another move."""
    return of_release(decision) if decision.state == DecisionState.RELEASED else []


def send_back(decision, *, by, note=""):
    """The manager does not release it: the reviewer decides anew."""
    with advance(decision, "send_back", by=by, note=note) as decision:
        drop(decision, by=by)
        enqueue(notices.DECISION_SENT_BACK, decision, note=note)
    return decision


def recall(application, note: str) -> None:
    """What the proposal rested on is gone."""
    for decision in application.decisions.proposed():
        send_back(decision, by=SYSTEM, note=note)
