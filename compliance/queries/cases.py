"""Facts and words of confidential cases."""

import secrets

from django.conf import settings

from compliance.models import CaseNote, Certification
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.deadlines.table import length_of
from qcp.documents.models import Letter, StoredFile

from .facts import identity, in_words

LABELS = (CaseNote._meta.label, "compliance.RevocationResponse")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another one


def new_reference() -> str:
    """By which a complainant can ask about the case: it says nothing, and nobody guesses another one."""
    drawn = [secrets.choice(LETTERS) for _ in range(8)]
    return f"{''.join(drawn[:4])}-{''.join(drawn[4:])}"


def certifications_concerned(revocation):
    """Those in force of the practice, or all of them while the practice is only a name in a complaint."""
    rows = Certification.objects.in_force().select_related("practice", "application").order_by("practice__legal_name")
    return rows.filter(practice=revocation.practice_id) if revocation.practice_id else rows


def letter_of_notice(revocation) -> dict:
    """Frozen when the notice is served: ground, facts and rights, and nothing of who reported anything."""
    return {
        "practice": identity(revocation.practice),
        "reference": revocation.reference,
        "certification": revocation.certification.number,
        "served_on": in_words(revocation.served_on),
        "ground": revocation.get_ground_display(),
        "concerns": revocation.get_concerns_display(),
        "facts": revocation.facts.splitlines(),
        "response_time": str(length_of(Kind.REVOCATION_RESPONSE)),
        "mailbox": settings.PROGRAM_MAILBOX,
    }


def letter_of_decision(revocation, reasons: str, revoked: bool) -> dict:
    return {
        "practice": identity(revocation.practice),
        "reference": revocation.reference,
        "certification": revocation.certification.number,
        "decided_on": in_words(revocation.decided_on),
        "heard_on": in_words(revocation.heard_on) if revocation.heard_on else "",
        "revoked": revoked,
        "reasons": [line for line in reasons.splitlines() if line.strip()],
        "mailbox": settings.PROGRAM_MAILBOX,
    }


def papers(revocation, runs: bool) -> dict:
    """What the case's page shows. The panel reads notice, response and record; only the office the rest."""
    notes = list(revocation.notes.select_related("by")) if runs else []
    response = revocation.answer()
    owners = [*notes, *([response] if response else [])]
    files = StoredFile.objects.filter(subject_id__in=[each.pk for each in owners], subject_label__in=LABELS)
    return {
        "notes": notes,
        "response": response,
        "files": files.select_related("uploaded_by").order_by("uploaded_at"),
        "proposal": revocation.proposal if runs else None,
        "letters": Letter.objects.of(revocation),
        "clocks": Deadline.objects.of(revocation).running(),
        "history": revocation.history.select_related("actor").order_by("-version") if runs else [],
    }
