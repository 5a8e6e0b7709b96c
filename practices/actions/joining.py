"""How people come to belong to a practice: a signatory or the office invites them, and they accept."""

from qcp.accounts import rights
from qcp.accounts.actions import invite, withdraw
from qcp.accounts.models import Invitation
from qcp.notices.outbox import enqueue
from qcp.workflow.follows import follow
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies
from ..models import Membership, MembershipRole, Practice


def invite_member(practice, *, email: str, name: str, role: str, by):
    """Write to somebody that they may belong here, as viewer, editor or signatory."""
    if not policies.may_invite(practice, by):
        raise NotAllowed("Members are invited by a signatory of the practice, or by the program office.")
    if role not in MembershipRole.values:
        raise NotReady("Choose one of the roles: viewer, editor or signatory.")
    if practice.memberships.open().filter(user__email__iexact=email).exists():
        raise NotReady(f"{email} belongs to the practice already. Change the role in the list instead.")
    return invite(email, name=name, by=by, to=practice, capacity=role)


def invitation_accepted(invitation) -> None:
    """Whoever accepted an invitation to a practice belongs to it from now on, in the role that was named."""
    if invitation.subject_label != Practice._meta.label:
        return
    practice = Practice.objects.select_for_update().get(pk=invitation.subject_id)
    membership, is_new = Membership.objects.get_or_create(
        practice=practice,
        user=invitation.accepted_by,
        ended_at=None,
        defaults={"role": invitation.capacity},
    )
    if is_new:
        rights.changed(membership.user, membership.get_role_display(), by=invitation.invited_by, practice=practice)
        enqueue(notices.MEMBER_JOINED, practice, occasion=f"{membership.pk}-joined", membership=membership)
        if membership.role == MembershipRole.SIGNATORY:
            follow("signatories-changed", practice, person=membership.user, signs=True)


def invitations_to(practice):
    """The letters to this practice that nobody has accepted or withdrawn; some may be too old to work."""
    return Invitation.objects.open().filter(subject_id=practice.pk).for_list()


def write_again(invitation, practice, *, by):
    """The same invitation in a new letter, good for another fortnight; the old letter's address goes on to work."""
    return invite_member(practice, email=invitation.email, name=invitation.name, role=invitation.capacity, by=by)


def take_back(invitation, practice, *, by) -> None:
    """The address in the letter stops working."""
    if not policies.may_invite(practice, by):
        raise NotAllowed("Invitations are withdrawn by a signatory of the practice, or by the program office.")
    withdraw(invitation)
