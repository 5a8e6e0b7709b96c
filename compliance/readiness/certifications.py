"""What is missing before a certification can move, in words."""

from django.conf import settings

from compliance.states import CertificationState
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.guards import guard

from .words import some


@guard
def term_over(certification):
    """Three years are three years."""
    if clock.today() > certification.expires_on:
        return []
    return [f"The certification is valid through {certification.expires_on:%B %-d, %Y}."]


@guard
def recertification_pending(certification):
    """The grace period is for practices that asked for recertification in time."""
    if settings.RECERTIFICATION_GRACE and pending_recertification(certification):
        return []
    return ["No recertification is pending."]


@guard
def no_grace_left(certification):
    """A pending recertification first uses its grace period."""
    if not (settings.RECERTIFICATION_GRACE and pending_recertification(certification)):
        return []
    if certification.state == CertificationState.ACTIVE:
        return ["A recertification is pending: the grace period comes first."]
    grace = deadlines.running(certification, Kind.RECERTIFICATION_GRACE)
    if grace and clock.today() <= grace.due_on:
        return [f"The grace period runs through {grace.due_on:%B %-d, %Y}."]
    return []


def grace_applies(certification) -> bool:
    """The term is over, and a recertification asked for in time is still undecided."""
    over = clock.today() > certification.expires_on
    return over and settings.RECERTIFICATION_GRACE and pending_recertification(certification)


def pending_recertification(certification) -> bool:
    """A recertification application that was sent in and has not ended."""
    return certification.practice.applications.filter(
        kind="recertification", state__in=("submitted", "returned", "survey_ready", "in_survey", "in_compliance")
    ).exists()


@guard
def no_site_retained(certification):
    """Only a change of organisation that leaves no certified site ends a certification."""
    kept = certification.sites.filter(until_on=None)
    return [f"Still certified: {some(kept)}. First determine the change of organisation."] if kept else []
