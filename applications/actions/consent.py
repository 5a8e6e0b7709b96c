"""Agreements after a change of organisation: another legal entity signs for itself."""

from applications import notices
from applications.models import Application, Signature
from applications.states import OPEN, State
from qcp import clock
from qcp.notices.outbox import enqueue


def organisation_changed(change, *, by) -> None:
    """What the former entity signed stays on record and no longer counts: the signatory is asked again."""
    if not change.new_entity:
        return
    for application in bound(change.practice):
        standing = Signature.objects.standing().filter(application=application)
        if standing.update(superseded_at=clock.now()):
            enqueue(notices.CONSENT_ASKED_AGAIN, application, occasion=f"change/{change.pk}", change=change)


def bound(practice) -> list[Application]:
    """The application under way, and the one on which the certification in force rests."""
    ours = Application.objects.filter(practice=practice)
    certified = ours.filter(state=State.CERTIFIED).order_by("-number").first()
    return [*ours.filter(state__in=OPEN), *([certified] if certified else [])]
