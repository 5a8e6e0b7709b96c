"""Changing who belongs to a practice. A practice always keeps somebody who may sign."""

from django.db import transaction

from qcp import clock
from qcp.accounts import rights
from qcp.notices.outbox import enqueue
from qcp.workflow.follows import follow
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import notices, policies
from ..models import Membership, MembershipRole, Practice


def change_role(membership, role, *, by):
    """A signatory gives a member another role."""
    if role not in MembershipRole.values:
        raise NotReady("Choose one of the roles: viewer, editor or signatory.")
    with transaction.atomic():
        membership = hold(membership, by)
        if membership.role == role:
            return membership
        if role != MembershipRole.SIGNATORY:
            refuse_to_lose_the_last_signatory(membership)
        give_role(membership, role, by=by)
        tell(membership, notices.MEMBER_CHANGED)
    return membership


def end(membership, *, by):
    """A signatory ends a membership: the person sees nothing of the practice any more."""
    with transaction.atomic():
        membership = hold(membership, by)
        refuse_to_lose_the_last_signatory(membership)
        take_out(membership, by=by)
        tell(membership, notices.MEMBER_ENDED)
    return membership


def give_role(membership, role, *, by) -> None:
    """Another role, with what follows for those who may sign, and for what was asked of them."""
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    rights.changed(membership.user, membership.get_role_display(), by=by, practice=membership.practice)
    if MembershipRole.SIGNATORY in (before, role):
        follow("signatories-changed", membership.practice, person=membership.user, signs=role == "signatory")


def take_out(membership, *, by) -> None:
    """No longer a member, from this moment: every page asks for it anew."""
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    rights.changed(membership.user, "No longer a member", by=by, practice=membership.practice)
    follow("signatories-changed", membership.practice, person=membership.user, signs=False)
    follow("member-left", membership)


def hold(membership, by) -> Membership:
    """The membership as it is now; the practice is locked, so that two changes never cross."""
    practice = Practice.objects.select_for_update().get(pk=membership.practice_id)
    if not policies.may_run_members(practice, by):
        raise NotAllowed("Members and their roles are changed by a signatory of the practice.")
    membership = Membership.objects.select_related("user").get(pk=membership.pk)
    if membership.ended_at:
        raise OutOfDate("This membership has ended already.")
    membership.practice = practice
    return membership


def refuse_to_lose_the_last_signatory(membership) -> None:
    others = membership.practice.memberships.open().filter(role=MembershipRole.SIGNATORY, user__is_active=True)
    if membership.role == MembershipRole.SIGNATORY and not others.exclude(pk=membership.pk).exists():
        raise NotReady("Somebody has to be able to sign for the practice. Make another member signatory first.")


def tell(membership, notice) -> None:
    """The person concerned and the signatories learn of it."""
    occasion = f"{membership.pk}-{membership.role}-{clock.now().isoformat()}"
    enqueue(notice, membership.practice, occasion=occasion, to=[membership.user, "signatory"], membership=membership)
