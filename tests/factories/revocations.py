"""Revocations, as far as a test needs them."""

from django.db import transaction

from compliance.actions import naming, revocations
from compliance.models import Certification, Complainant, Revocation
from qcp import clock

from . import compliance as made
from .appeals import cleared, lead, members

COMPLAINT = {
    "practice": "Elm Oncology",
    "place": "Albany, NY",
    "account": "Charts were written after the fact.",
    "name": "Whistle Blower",
    "contact": "whistle@blower.example",
}
GROUND = {"ground": "fraud", "concerns": "practice"}


def complaint(**given) -> Revocation:
    """Sent in by somebody; a manager has to exist before."""
    return revocations.complain(**{**COMPLAINT, **given})


def opened(reviewer, signatory, manager, **given) -> Revocation:
    """A manager's own case about a certified practice."""
    certification = made.certified(reviewer, signatory, manager)
    return opened_about(certification, manager, **given)


def opened_about(certification: Certification, manager, complainant="", **given) -> Revocation:
    words = {"account": "Charts were written after the fact.", **GROUND, **given}
    revocation = revocations.open_case(certification, by=manager, **words)
    if complainant:
        Complainant.objects.create(revocation=revocation, name=complainant, contact=f"write to {complainant}")
    return revocation


def investigated(revocation, manager, second) -> Revocation:
    """Screened with a second person on the case, and under legal hold."""
    naming.name_someone(revocation, by=manager, user=second)
    revocation = cleared(revocation)
    certification = revocation.certification or Certification.objects.in_force().get()
    revocation = revocations.screen(revocation, by=manager, certification=certification, **GROUND)
    return revocations.investigate(revocation, by=manager)


def noticed(revocation, manager, second, *, delivered=True) -> Revocation:
    """The notice is served and, unless said otherwise, has arrived today."""
    revocation = investigated(revocation, manager, second)
    revocation = revocations.serve_notice(revocation, by=manager, facts="Forty charts are dated on one day.")
    if delivered:
        with transaction.atomic():
            revocations.notice_received(revocation, on=clock.today())
    return Revocation.objects.get(pk=revocation.pk)


def heard(revocation, manager, second, signatory) -> Revocation:
    """The practice asked for a hearing, and was heard by three members of the council."""
    revocation = noticed(revocation, manager, second)
    revocation = revocations.respond(revocation, by=signatory, text="It was one long day.", wants_hearing=True)
    for member in members():
        naming.name_someone(revocation, by=manager, user=member)
    revocation = cleared(revocation)
    return revocations.hear(revocation, by=manager, on=clock.today(), record="All was said.")


def decided(revocation, manager, second) -> Revocation:
    """Two people agree, and the certification is revoked."""
    revocations.propose_revocation(revocation, by=manager, reasons="The charts were made up.")
    revocations.confirm_revocation(revocation, by=second)
    return revocations.revoke(revocation, by=manager)


__all__ = ["cleared", "lead", "members"]
