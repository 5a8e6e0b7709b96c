"""What happens with a decision: proposed, sent back, or released after a minute in which it can be undone."""

import datetime
import logging

from django.conf import settings
from django.db import transaction

from compliance import notices, policies, readiness
from compliance.models import Decision, ReleaseIntent
from compliance.queries.what_follows import of_release
from compliance.states import DecisionState, Outcome
from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, check, find, hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate, Refused
from qcp.workflow.system import SYSTEM

from . import awards, denials

logger = logging.getLogger(__name__)
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
    """The manager's button: nothing happens yet, and for a minute it can be taken back."""
    with transaction.atomic():
        decision = hold(decision)
        check(decision, find(decision, "release"), by, note, {})
        due_at = clock.now() + datetime.timedelta(seconds=settings.UNDO_SECONDS)
        ReleaseIntent.objects.create(decision=decision, by=by, note=note, due_at=due_at)
    return decision


def undo_release(decision, *, by):
    """Within the minute the office takes the release back, and nothing has happened."""
    with transaction.atomic():
        decision = hold(decision)
        if decision.case.closed_to(by) or not policies.may_send_back(decision, by):
            raise NotAllowed("A release is taken back by a QCP manager.")
        intent = decision.intents.pending().first()
        if intent is None:
            raise OutOfDate("There is nothing to take back: the decision is released, or no release was under way.")
        intent.undone_at, intent.undone_by = clock.now(), by
        intent.save(update_fields=["undone_at", "undone_by"])
    return decision


def release_due(now=None) -> int:
    """Carry out every release whose minute is over; one that is refused by now is told to its manager."""
    due = ReleaseIntent.objects.due(now or clock.now()).order_by("due_at")
    return sum(settle(intent) for intent in list(due))


def settle(intent) -> bool:
    """Make one release, once, whoever else is at it."""
    try:
        with transaction.atomic():
            decision = hold(intent.decision)
            if not still_pending(intent):
                return False
            intent.done_at = clock.now()
            intent.save(update_fields=["done_at"])
            carry_out(decision, by=intent.by, note=intent.note)
            return True
    except Refused as refusal:
        refuse(intent, refusal)
    except Exception:
        logger.exception("The release of decision %s could not be carried out.", intent.decision_id)
    return False


def still_pending(intent) -> bool:
    return ReleaseIntent.objects.pending().filter(pk=intent.pk).exists()


def refuse(intent, refusal) -> None:
    """Something changed within the minute: the manager is told why nothing was released."""
    with transaction.atomic():
        decision = hold(intent.decision)
        if still_pending(intent):
            intent.undone_at, intent.refused = clock.now(), str(refusal)
            intent.save(update_fields=["undone_at", "refused"])
            to = [intent.by]
            enqueue(notices.RELEASE_REFUSED, decision, occasion=f"i{intent.pk}", to=to, problems=refusal.problems)


def carry_out(decision, *, by, note=""):
    """The release itself: the letter, the certification or the denial, the register."""
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
        decision.intents.pending().update(undone_at=clock.now(), undone_by=by if by.pk else None)
        enqueue(notices.DECISION_SENT_BACK, decision, note=note)
    return decision


def recall(application, note: str) -> None:
    """What the proposal rested on is gone."""
    for decision in application.decisions.proposed():
        send_back(decision, by=SYSTEM, note=note)
