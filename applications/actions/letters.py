"""The words of the application's own letters, as they stand on the day."""

from django.conf import settings

from applications.steps import STEPS
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import StoredFile


def day(on) -> str:
    return f"{on.day} {on:%B %Y}" if on else ""


def moment(at) -> str:
    there = at.astimezone(clock.zone())
    return f"{there.day} {there:%B %Y, %H:%M %Z}"


def receipt_words(application, by) -> dict:
    """What was sent in, by whom and when, with the fingerprint of every file."""
    return {
        "reference": application.reference,
        "practice": str(application.practice),
        "place": application.practice.place,
        "sent_by": str(by),
        "sent_at": moment(clock.now()),
        "edition": str(application.edition),
        "sites": [f"{site.name}, {site.city}, {site.state}" for site in application.sites()],
        "steps": [step.title for step in STEPS],
        "agreements": [
            {"title": str(text), "sha256": signature.sha256, "signed_by": signature.typed_name}
            for text, signature in application.agreements
            if signature
        ],
        "files": [{"label": file.label, "sha256": file.sha256} for file in files(application)],
        "reviewed_by": day(deadlines.due_on(Kind.COMPLETENESS_REVIEW, application.submitted_on)),
    }


def files(application):
    """Every file of the case that was found clean, oldest first."""
    return StoredFile.objects.filter(case=application.case_id, verdict="clean").order_by("uploaded_at")


def denial_words(application) -> dict:
    """Why the application ended without certification, and how to appeal."""
    return {
        "reference": application.reference,
        "practice": str(application.practice),
        "place": application.practice.place,
        "date": day(clock.today()),
        "pending_since": day(application.pending_on),
    }


def signed_words(application, signature) -> dict:
    """The exact text that was signed, and everything that is known of the signature."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "reference": application.reference,
        "practice": str(application.practice),
        "version": signature.text.version,
        "since": day(signature.text.effective_on),
        "is_placeholder": signature.text.is_placeholder,
        "paragraphs": signature.text.body.split("\n\n"),
        "facts": [
            ["Signed by", f"{signature.typed_name}, {signature.title}"],
            ["Account", str(signature.signed_by)],
            ["For", f"{application.practice}, {application.practice.place}"],
            ["Authority", "Confirmed that they may sign for the practice, and that they have read this text"],
            ["On", moment(signature.signed_at)],
            ["From the address", signature.ip_address or "not known"],
            ["SHA-256 of the text", signature.sha256],
        ],
    }
