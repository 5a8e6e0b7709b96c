"""The words of an extension's letters, frozen when the act happens."""

from applications.extending import written
from applications.grounds import POLICY
from qcp import clock

from .invoice_letters import dollars, recipient


def request_words(extension, invoice) -> dict:
    """What was asked for, on which ground, and what it costs."""
    return {
        **head(extension),
        "paragraphs": [
            "The practice asks for an extension of its final deadline. Until it is decided, a final deadline that "
            "passes has no effect.",
            f"The fee of {dollars(invoice.cents)} is due by {written(invoice.due_on)} ({invoice.number}). It stays "
            "owed when the extension is denied or the request is withdrawn; until it is settled no award is released.",
            extension.basis,
        ],
        "facts": [
            ["Ground", extension.ground_in_words],
            ["Day of the event", written(extension.event_on)],
            ["Received", written(extension.received_on)],
            ["Final deadline", written(extension.final_deadline_on)],
            ["Recorded by", str(extension.asked_by)],
        ],
    }


def answer_words(extension, note: str, moved) -> dict:
    """The manager's answer: the new dates, or that the old ones stand."""
    granted = f"Your final deadline is extended by {extension.days} days."
    denied = (
        "Your request was denied. The final deadline stands: an application that is not fully compliant by then "
        "lapses. The fee of the request stays owed."
    )
    return {
        **head(extension),
        "paragraphs": [granted if moved else denied, note],
        "facts": [
            *([f"{each.title}, new", f"{written(each.then)} (before: {written(each.now)})"] for each in moved),
            ["Policy", POLICY],
        ],
    }


def head(extension) -> dict:
    return {
        "date": written(clock.today()),
        "recipient": recipient(extension),
        "reference": extension.application.reference,
        "signer": ["QOPI Certification Program"],
    }
