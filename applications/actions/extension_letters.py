"""The facts of an extension's letters, frozen when the act happens."""

from applications.extending import written
from applications.grounds import POLICY
from qcp import clock

from .invoice_letters import dollars, recipient


def request_facts(extension, invoice) -> dict:
    """What was asked for, on which ground, and what it costs."""
    return {
        **head(extension),
        "fee": dollars(invoice.cents),
        "fee_due_on": written(invoice.due_on),
        "invoice": invoice.number,
        "basis": extension.basis,
        "ground": extension.ground_in_words,
        "event_on": written(extension.event_on),
        "received_on": written(extension.received_on),
        "final_deadline": written(extension.final_deadline_on),
        "recorded_by": str(extension.asked_by),
    }


def grant_facts(extension, note: str, moved) -> dict:
    """The new dates, each with the one before."""
    dates = [[each.title, written(each.then), written(each.now)] for each in moved]
    return {**denial_facts(extension, note), "days": extension.days, "moved": dates}


def denial_facts(extension, note: str) -> dict:
    return {**head(extension), "reason": note, "policy": POLICY}


def head(extension) -> dict:
    return {
        "date": written(clock.today()),
        "recipient": recipient(extension),
        "reference": extension.application.reference,
    }
