"""What happens to a request for a score waiver: filed, taken up, granted by two people, denied, withdrawn."""

from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import evidence
from qcp.documents.letters import freeze
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies, scoring
from ..models import GrantProposal, ScoreWaiver
from ..queries import waivers as queries
from . import waiver_council
from .waiver_letters import denial_facts, grant_facts


def file(submission, *, measures, characteristic, effect, by):
    """A signatory asks the council to set the percentage aside: filing is receiving, and the score stays as it is."""
    if not policies.may_request_waiver(submission, by) or submission.case.closed_to(by):
        raise NotAllowed("A score waiver is asked for by a signatory of the practice.")
    return open_request(submission, measures, characteristic, effect, received_on=clock.today(), by=by)


def record(submission, *, measures, characteristic, effect, received_on, by):
    """Staff write down a request that came in writing elsewhere; the day it arrived decides whether it is in time."""
    if not policies.may_record_waiver(submission, by) or submission.case.closed_to(by):
        raise NotAllowed("A request that came in writing is recorded by QCP staff.")
    if received_on > clock.today():
        raise NotReady("Day on which the request arrived: it lies in the future. Enter a day up to today.")
    return open_request(submission, measures, characteristic, effect, received_on, by=by, came_elsewhere=True)


def open_request(submission, measures, characteristic, effect, received_on, *, by, came_elsewhere=False):
    with transaction.atomic():
        submission = hold(submission)
        refuse(submission, list(measures), characteristic, effect, received_on)
        waiver = ScoreWaiver.objects.create(
            case=submission.case,
            submission=submission,
            practice=submission.practice,
            round=submission.round,
            characteristic=characteristic.strip(),
            effect=effect.strip(),
            requested_on=received_on,
            requested_by=by,
            came_elsewhere=came_elsewhere,
            **frozen(submission.result, list(measures)),
        )
        chain.begin(waiver, by=by)
        deadlines.close(submission, Kind.WAIVER_REQUEST)
        enqueue(notices.WAIVER_REQUESTED, waiver)
        enqueue(notices.WAIVER_RECEIVED, waiver)
    return waiver


def frozen(result, measures: list[str]) -> dict:
    """What the request keeps of the score for ever: with which measures, and what it would be without them."""
    figures = scoring.Figures.from_json(result.inputs)
    what_if = scoring.judge(scoring.without(figures, measures))
    return {
        "result": result,
        "disputed": [line.code for line in figures.measures if line.code in measures],
        "without_numerator": what_if.numerator,
        "without_denominator": what_if.denominator,
        "percentage_only": not scoring.judge(figures).beside_percentage,
    }


def refuse(submission, measures, characteristic, effect, received_on) -> None:
    if found := queries.problems(submission, received_on):
        raise NotReady(*found)
    failed = {line.code for line in scoring.failed(scoring.Figures.from_json(submission.result.inputs))}
    missing = []
    if not measures or set(measures) - failed:
        missing.append("Measures: tick at least one of those that were not reached, and only those.")
    if not characteristic.strip():
        missing.append("Characteristic: describe what is unique about the practice.")
    if not effect.strip():
        missing.append("Effect: describe how it lowered the measures that you ticked.")
    if missing:
        raise NotReady(*missing)


def take_up(waiver, *, by, note=""):
    """Staff hand the request to the council member who declared no conflict."""
    with advance(waiver, "take_up", by=by, note=note) as waiver:
        deadlines.close(waiver.submission, Kind.WAIVER_REQUEST)
        enqueue(notices.WAIVER_TO_DECIDE, waiver)
        enqueue(notices.WAIVER_IN_REVIEW, waiver)
    return waiver


def propose_grant(waiver, *, by, note):
    """The council member who decides would grant it, and says why: a second one has to confirm."""
    if not policies.may_decide_waiver(waiver, by):
        raise NotAllowed("A grant is proposed by the council member who was named for this request.")
    if not note.strip():
        raise NotReady("Reason: write what makes the score unfair to this practice; the practice reads it.")
    with transaction.atomic():
        waiver = hold(waiver)
        if waiver.state != waiver.State.IN_REVIEW:
            raise NotReady("This request is not being reviewed now, so nothing can be proposed.")
        if waiver.proposal:
            raise NotReady("A grant is proposed already. The second council member has to confirm it.")
        proposal = GrantProposal.objects.create(waiver=waiver, reason=note.strip(), proposed_by=by)
        enqueue(notices.WAIVER_TO_CONFIRM, waiver, occasion=f"p{proposal.pk}")
    return waiver


def refuse_grant(waiver, *, by, note):
    """The second council member does not confirm, and says why: the first one decides anew."""
    if not policies.may_confirm_waiver(waiver, by):
        raise NotAllowed("A proposed grant is answered by the second council member.")
    if not note.strip():
        raise NotReady("Reason: write what speaks against it, for the member who proposed it.")
    with transaction.atomic():
        waiver = hold(waiver)
        proposal = waiver.proposal if waiver.is_open else None
        if proposal is None:
            raise NotReady("No grant is waiting to be confirmed.")
        proposal.ended_at, proposal.answer = clock.now(), note.strip()
        proposal.save(update_fields=["ended_at", "answer"])
        enqueue(notices.WAIVER_NOT_CONFIRMED, waiver, occasion=f"n{proposal.pk}", note=note)
    return waiver


def grant(waiver, *, by, note=""):
    """The second council member confirms: the percentage of the round is set aside, and nothing else."""
    proposed = waiver.proposal
    reason = "\n\n".join(filter(None, (proposed.reason if proposed else "", note.strip())))
    with advance(waiver, "grant", by=by, note=reason) as waiver:
        waiver.proposals.filter(ended_at=None).update(ended_at=clock.now())
        conflicts.drop_unanswered(waiver)
        title = f"Score waiver {waiver.round.code}"
        freeze(waiver, template="waiver-granted", title=title, data=grant_facts(waiver, reason))
        enqueue(notices.WAIVER_GRANTED, waiver, note=reason)
    return waiver


def deny(waiver, *, by, note=""):
    """The council member denies it with reasons: the score stands, and the next round is the way."""
    with advance(waiver, "deny", by=by, note=note) as waiver:
        waiver.proposals.filter(ended_at=None).update(ended_at=clock.now())
        conflicts.drop_unanswered(waiver)
        title, chance = f"Score waiver {waiver.round.code}", queries.next_chance()
        freeze(waiver, template="waiver-denied", title=title, data=denial_facts(waiver, note, chance))
        enqueue(notices.WAIVER_DENIED, waiver, note=note, chance=chance)
    return waiver


def withdraw(waiver, *, by, note=""):
    """A signatory takes the request back; for this round it was the only one."""
    with advance(waiver, "withdraw", by=by, note=note) as waiver:
        waiver.proposals.filter(ended_at=None).update(ended_at=clock.now())
        conflicts.drop_unanswered(waiver)
        enqueue(notices.WAIVER_WITHDRAWN, waiver)
    return waiver


def conflict_answered(waiver, question):
    """A council member answered: the office goes on, or the seat is free again."""
    waiver_council.go_on(waiver, question)


def file_checked(waiver, stored):
    """Whoever attached evidence that was refused is told."""
    evidence.refused_is_told(waiver, stored)
