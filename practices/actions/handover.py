"""Handing over the right to sign: the receiver accepts, and in that moment the right changes hands."""

from django.db import transaction

from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import notices
from ..models import Handover, Membership, Practice
from ..models.handover import AFTERWARDS, LEAVES
from ..states import MembershipRole
from . import members

Answer = Handover.Answer


def offer(practice, *, to, afterwards: str, by) -> Handover:
    """A signatory offers the own right to sign to another member, and says what becomes of the giver."""
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=practice.pk)
        giver = practice.memberships.open().filter(user=by, role=MembershipRole.SIGNATORY).first()
        if giver is None:
            raise NotAllowed("Only a signatory can hand over the right to sign.")
        if to.practice_id != practice.pk or to.ended_at or to.user_id == by.pk:
            raise NotReady("Choose another member of the practice. Invite the person first, if needed.")
        if to.role == MembershipRole.SIGNATORY:
            raise NotReady(f"{to.user} may sign already. Change your own role instead.")
        if afterwards not in dict(AFTERWARDS):
            raise NotReady("Say what you will be afterwards.")
        giver.handovers_given.filter(answer="").update(answer=Answer.WITHDRAWN, answered_at=clock.now())
        handover = Handover.objects.create(giver=giver, receiver=to, afterwards=afterwards)
        enqueue(notices.HANDOVER_OFFERED, handover, occasion="offered", to=[to.user], handover=handover)
    return handover


def accept(handover, *, by) -> Handover:
    """The receiver signs from now on; what the giver signed, declared and answered before stays as it is."""
    with transaction.atomic():
        handover = hold(handover)
        refuse_anybody_but(handover.receiver, by)
        settle(handover, Answer.ACCEPTED)
        members.give_role(handover.receiver, MembershipRole.SIGNATORY, by=handover.giver.user)
        if handover.afterwards == LEAVES:
            members.take_out(handover.giver, by=handover.giver.user)
        else:
            members.give_role(handover.giver, handover.afterwards, by=handover.giver.user)
        told = [handover.giver.user, "signatory"]
        enqueue(notices.HANDOVER_ACCEPTED, handover, occasion="accepted", to=told, handover=handover)
    return handover


def decline(handover, *, by) -> Handover:
    """The receiver does not want it: everything stays as it was."""
    with transaction.atomic():
        handover = hold(handover)
        refuse_anybody_but(handover.receiver, by)
        settle(handover, Answer.DECLINED)
        enqueue(notices.HANDOVER_DECLINED, handover, occasion="declined", to=[handover.giver.user], handover=handover)
    return handover


def withdraw(handover, *, by) -> Handover:
    """The giver takes the offer back."""
    with transaction.atomic():
        handover = hold(handover)
        refuse_anybody_but(handover.giver, by)
        settle(handover, Answer.WITHDRAWN)
    return handover


def hold(handover) -> Handover:
    """The offer as it is now; the practice is locked, so that two changes never cross."""
    practice = Practice.objects.select_for_update().get(memberships=handover.giver_id)
    found = Handover.objects.open().for_list().filter(pk=handover.pk).first()
    if found is None:
        raise OutOfDate("This offer no longer stands: it was answered, withdrawn, or one of you has another role now.")
    found.giver.practice = found.receiver.practice = practice
    return found


def refuse_anybody_but(membership: Membership, by) -> None:
    if membership.user_id != by.pk:
        raise NotAllowed(f"This is for {membership.user} to say.")


def settle(handover, answer: str) -> None:
    handover.answer, handover.answered_at = answer, clock.now()
    handover.save(update_fields=["answer", "answered_at"])
