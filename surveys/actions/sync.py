"""Taking in what a device has kept: each change once, whatever way and however often it arrives."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from qcp.workflow.advance import hold
from qcp.workflow.refusals import Refused

from ..merging import Change
from ..models import Finding, Operation
from ..states import State
from .findings import line, open_for, store

ALREADY, REFUSED = "already", "refused"
UNKNOWN = "This finding is not part of the survey any more. Copy what you wrote and tell the program office."
TAKEN = "This change carries the number of another one. Type it once more, and it gets a new one."


@dataclass(frozen=True)
class Sent:
    """One change as a device sends it, its value already cleaned."""

    op_id: uuid.UUID
    finding: uuid.UUID
    field: str
    value: Any
    base: int
    seq: int
    client_at: datetime.datetime
    offset_minutes: int = 0


@dataclass(frozen=True)
class Receipt:
    """What became of one change. Only an answer that names it lets the device forget it."""

    op_id: uuid.UUID
    outcome: str
    reason: str = ""


@transaction.atomic
def receive(
    survey, sent: list[Sent], *, by, device: str, skew_seconds: int | None = None, handed_over=None
) -> list[Receipt]:
    """Take the changes of one device in. The same questions to the database for one change as for two hundred.

    A change that cannot be taken in is refused by itself, with the reason; the others go on.
    handed_over: the envelope that the office takes them out of, whatever became of their author.
    """
    closed = why_closed_to_the_office(survey) if handed_over else why_closed(survey, by)
    known = {op.op_id: op.survey_id for op in Operation.objects.filter(op_id__in=[each.op_id for each in sent])}
    asked = Finding.objects.filter(visit__survey=survey, pk__in={each.finding for each in sent})
    findings = {each.pk: each for each in asked.select_related("visit").select_for_update(of=("self",))}
    receipts, lines, sender = [], [], {"skew_seconds": skew_seconds, "handed_over": handed_over}
    for each in sent:
        if closed or each.op_id in known or each.finding not in findings:
            receipts.append(not_taken_in(each, survey, known, closed or UNKNOWN))
            continue
        told = {"client_at": each.client_at, "offset_minutes": each.offset_minutes, **sender}
        change = Change(number=str(each.op_id), device=device, seq=each.seq, base=each.base, value=each.value)
        lines.append(line(findings[each.finding], each.field, change, by=by, **told))
        known[each.op_id] = survey.pk
        receipts.append(Receipt(each.op_id, lines[-1].outcome))
    store(list(findings.values()), lines)
    return receipts


def why_closed(survey, by) -> str:
    """Why nothing can be written any more, in words; empty while it can."""
    try:
        open_for(survey, by)
    except Refused as refusal:
        return " ".join(refusal.problems)
    return ""


def why_closed_to_the_office(survey) -> str:
    """Work that was handed over goes in only while the findings are open."""
    survey = hold(survey)
    if survey.state == State.IN_PROGRESS:
        return ""
    return f"The survey is now “{survey.get_state_display()}”: return the findings first, then take it over."


def not_taken_in(sent: Sent, survey, known: dict, reason: str) -> Receipt:
    """Received before, or without a place here."""
    if known.get(sent.op_id) == survey.pk:
        return Receipt(sent.op_id, ALREADY)
    return Receipt(sent.op_id, REFUSED, TAKEN if sent.op_id in known else reason)
