"""What happens with a certification after its award, and what the practice wants of it."""

from django.db import transaction

from compliance import notices, policies, readiness
from compliance.states import CertificationState
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM

from . import plaques
from .announcing import announce

CLOCKS = (
    Kind.CERTIFICATION_TERM,
    Kind.RECERTIFICATION_INVITATION,
    Kind.RECERTIFICATION_GRACE,
    Kind.ANNIVERSARY_ATTESTATION,
)


def enter_grace(certification, *, by=SYSTEM, note=""):
    """The term is over while a recertification is pending: certified still, for the grace period."""
    with advance(certification, "enter_grace", by=by, note=note) as certification:
        deadlines.close(certification, Kind.CERTIFICATION_TERM)
        deadlines.cancel(certification, Kind.RECERTIFICATION_INVITATION)
        because = "The term ended while a recertification is pending."
        deadlines.open(certification, Kind.RECERTIFICATION_GRACE, because=because, start=certification.expires_on)
        enqueue(notices.GRACE_ENTERED, certification)
    return certification


def expire(certification, *, by=SYSTEM, note=""):
    """The term is over. A pending recertification first gets its grace period; else the certification expires."""
    if certification.state == CertificationState.ACTIVE and readiness.grace_applies(certification):
        return enter_grace(certification, by=by, note=note)
    return end(certification, "expire", notices.EXPIRED, by, note)


def renew(certification, *, by=SYSTEM, note=""):
    """The recertification was awarded: a new certification goes on from here."""
    return end(certification, "renew", notices.RENEWED, by, note)


def surrender(certification, *, by, note=""):
    """The practice gives its certification back."""
    return end(certification, "surrender", notices.SURRENDERED, by, note)


def revoke(certification, *, by=SYSTEM, note=""):
    """A revocation was decided: it takes effect at once."""
    return end(certification, "revoke", notices.REVOKED, by, note)


def end_by_change(certification, *, by, note=""):
    """After a change of organisation no site keeps the certification."""
    return end(certification, "end_by_change", notices.ENDED_BY_CHANGE, by, note)


def end(certification, move, notice, by, note):
    """One way out for all: its clocks end with it; register and check page read the state."""
    with advance(certification, move, by=by, note=note) as certification:
        deadlines.cancel(certification, *CLOCKS)
        enqueue(notice, certification, note=note)
        plaques.certification_over(certification)
        if move != "renew":  # what goes on from there is told by the award, in the same transaction
            announce(certification.practice)
    return certification


def wish(certification, *, by, listed=None, celebrate=None):
    """The signatory's two wishes, each its own: to be listed, and to be celebrated."""
    with transaction.atomic():
        certification = hold(certification)
        if certification.case.closed_to(by) or not policies.may_sign_for(certification, by):
            raise NotAllowed("The practice's signatory decides what is made public.")
        if not certification.in_force:
            raise OutOfDate("The certification is no longer in force, so there is nothing to make public.")
        wishes = {"listed": listed, "celebrate": celebrate}
        changed = {name: value for name, value in wishes.items() if value is not None}
        if not changed:
            raise NotReady("Say which wish it is: to be listed, or to be celebrated.")
        for name, value in changed.items():
            setattr(certification, name, value)
        certification.save(update_fields=list(changed))
    return certification


def celebrated(certification, *, by):
    """The office has celebrated the practice: it leaves the queue."""
    with transaction.atomic():
        certification = hold(certification)
        if certification.case.closed_to(by) or not policies.may_run(certification, by):
            raise NotAllowed("The program office keeps the list of celebrations.")
        if not certification.celebrate:
            raise OutOfDate("The practice does not, or no longer, wish to be celebrated.")
        certification.celebrated_on = clock.today()
        certification.save(update_fields=["celebrated_on"])
    return certification
