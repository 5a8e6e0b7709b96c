"""How people come to belong to a practice: a signatory or the office invites them, and they accept."""

from qcp.accounts.actions import invite
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import policies
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
    Membership.objects.get_or_create(
        practice_id=invitation.subject_id,
        user=invitation.accepted_by,
        ended_at=None,
        defaults={"role": invitation.capacity},
    )
