"""What an opened envelope says, in words: site and standard instead of numbers, and what became of each change."""

from .. import marks
from ..models import Finding

LABELS = {
    "rating": "Rating", "methods": "How they looked", "notes": "What they found", "commendation": "Commendation",
    "reason": "Why it does not apply", "observed_at": "When they saw it",
}  # fmt: skip
BECAME = {
    "applied": "Taken over",
    "merged": "Overtaken by a later change of the same tablet",
    "conflict": "Kept beside another answer",
    "already": "Received before",
    "refused": "Not taken",
}


def readable(envelope) -> list[dict]:
    changes = envelope.document["changes"]
    asked = {str(each.get("finding")) for each in changes if isinstance(each, dict)}
    known = {str(each.pk): each for each in Finding.objects.filter(visit__survey=envelope.survey).for_list()}
    receipts = {each["op_id"]: each for each in envelope.receipts}
    return [line(each, known, receipts) for each in changes if asked and isinstance(each, dict)]


def line(change: dict, known: dict, receipts: dict) -> dict:
    finding, field, value = known.get(str(change.get("finding"))), str(change.get("field")), change.get("value")
    receipt = receipts.get(str(change.get("op_id")), {})
    return {
        "place": f"{finding.visit.site}: {finding.standard}" if finding else "Not part of this survey",
        "label": marks.label(field) if marks.is_mark(field) else LABELS.get(field, field),
        "value": ", ".join(map(str, value)) if isinstance(value, list) else value,
        "at": change.get("client_at", ""),
        "became": " ".join(filter(None, (BECAME.get(receipt.get("outcome", "")), receipt.get("reason")))),
    }
