"""The words of certificate and decision letters, as plain data to be frozen."""

from django.conf import settings
from django.urls import reverse

from compliance.states import AppealGround
from qcp import clock
from qcp.deadlines.kinds import Kind
from qcp.deadlines.table import length_of

from .facts import identity, in_words


def certificate(certification) -> dict:
    return {
        "number": certification.number,
        "practice": identity(certification.practice),
        "awarded_on": in_words(certification.awarded_on),
        "starts_on": in_words(certification.in_effect_from),
        "expires_on": in_words(certification.expires_on),
        "sites": [{"name": site.name, "address": full_address(site)} for site in certification.sites.all()],
        "check_url": check_url(certification),
    }


def check_url(certification) -> str:
    """What the QR code leads to."""
    return f"{settings.BASE_URL}{certification.get_check_url()}"


def full_address(site) -> str:
    return f"{site.street}, {site.city}, {site.state} {site.zip}"


def letter_of_award(decision, certification) -> dict:
    return {
        **address(decision),
        **certificate(certification),
        "report": decision.report.number,
        "change_time": str(length_of(Kind.ORGANISATION_CHANGE_REPORT)),
    }


def engraving_sheet(order) -> dict:
    return {
        "number": order.certification.number,
        "ordered_on": in_words(order.ordered_on),
        "engraving": [[place, text, len(text)] for place, text in enumerate(order.engraving, start=1)],
        "address": order.address,
        "mailbox": settings.PROGRAM_MAILBOX,
        "demonstration": settings.DEMONSTRATION,
    }


def letter_of_attestation(signed) -> dict:
    certification = signed.certification
    return {
        "practice": identity(certification.practice),
        "number": certification.number,
        "anniversary": in_words(signed.anniversary_on),
        "sites": [str(site) for site in certification.sites.filter(until_on=None)],
        "statements": signed.statements,
        "differs": signed.differs,
        "name": signed.typed_name,
        "position": signed.title,
        "signed_on": in_words(clock.on(signed.signed_at)),
    }


def letter_of_denial(decision) -> dict:
    return {
        **address(decision),
        "application": decision.application.reference,
        "report": decision.report.number if decision.report else "",
        "reasons": decision.grounds(),
        "appeal_time": str(length_of(Kind.APPEAL)),
        "appeal_url": f"{settings.BASE_URL}{reverse('compliance:file_appeal', args=[decision.application_id])}",
        "grounds": [f"{label[0].lower()}{label[1:]}" for label in AppealGround.labels],
        "mailbox": settings.PROGRAM_MAILBOX,
    }


def address(decision) -> dict:
    return {"practice": identity(decision.practice), "released_on": in_words(decision.released_on)}
