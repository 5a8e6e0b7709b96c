"""How an invited person comes to belong to a practice."""

from ..models import Membership, Practice


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
