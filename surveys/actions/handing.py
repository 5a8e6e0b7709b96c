"""Unsent work that reaches the portal by another way: received sealed, opened for a reason, taken over or set aside."""

import json
from dataclasses import asdict

from django.db import transaction

from qcp import clock
from qcp.accounts import secrets
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies, unsent
from ..models import HandOver
from ..models.handover import Settled
from . import sync as taking_in

WHY = "Say why: it is kept beside it for good."


@transaction.atomic
def hand_over(survey, document: dict, *, author, by, way) -> HandOver:
    """Keep it sealed. The same work handed over again is the same envelope."""
    if not policies.may_hand_over(survey, author):
        raise NotAllowed(f"{author} never surveyed {survey.reference}, so there is no unsent work of theirs.")
    known = {
        "author": author,
        "device": document["device"],
        "way": way,
        "sealed": secrets.seal(json.dumps(document)),
        "changes": len(document["changes"]),
        "received_by": by,
    }
    sha256 = unsent.mark_of(document)
    envelope, is_new = HandOver.objects.get_or_create(survey=survey, sha256=sha256, defaults=known)
    if is_new:
        enqueue(notices.HANDED_OVER, survey, occasion=f"handover-{envelope.pk}", count=envelope.changes)
    return envelope


@transaction.atomic
def open_up(envelope, *, by, because: str) -> HandOver:
    """Break the seal: from now on the office can read it, and everybody can read who opened it and why."""
    envelope = held(envelope, because)
    if envelope.opened_at is None:
        envelope.opened_at, envelope.opened_by, envelope.opened_because = clock.now(), by, because.strip()
        envelope.save(update_fields=["opened_at", "opened_by", "opened_because"])
    return envelope


@transaction.atomic
def take_over(envelope, sent: list, refused: list, *, by, because: str) -> HandOver:
    """Let the survey take the changes in as their author's, by the same rule as from the tablet.

    sent, refused: its changes as they were read; what cannot be read has its receipt already.
    """
    envelope = held(envelope, because)
    if envelope.opened_at is None:
        raise NotReady("Open it first, and read what is in it.")
    if problem := taking_in.why_closed_to_the_office(envelope.survey):
        raise NotReady(problem)
    receipts = taking_in.receive(
        envelope.survey, sent, by=envelope.author, device=envelope.device, handed_over=envelope
    )
    envelope.receipts = [{**asdict(each), "op_id": str(each.op_id)} for each in (*receipts, *refused)]
    return settle(envelope, Settled.TAKEN, by, because)


@transaction.atomic
def set_aside(envelope, *, by, because: str) -> HandOver:
    """Nothing of it goes into the survey; it stays as it is, opened or not."""
    return settle(held(envelope, because), Settled.ASIDE, by, because)


def held(envelope, because: str) -> HandOver:
    envelope = HandOver.objects.select_for_update(of=("self",)).get(pk=envelope.pk)
    if envelope.settled:
        raise NotReady(f"This was settled already: {envelope.get_settled_display().lower()}.")
    if not because.strip():
        raise NotReady(WHY)
    return envelope


def settle(envelope, how: Settled, by, because: str) -> HandOver:
    envelope.settled, envelope.settled_at = how, clock.now()
    envelope.settled_by, envelope.settled_because = by, because.strip()
    envelope.save()
    return envelope
