"""What the portal has received of a survey, change by change: the surveyor's proof that it arrived, and when."""

import hashlib
from collections import Counter

from django.db.models import Max

from .. import marks
from ..states import PORTAL, Outcome
from .unsent import LABELS

HEAD = ["Number", "Site", "Standard", "Field", "Outcome", "Received", "By the tablet's clock", "From", "Receipt"]
SHORT = 8  # signs of a tablet's name, and of a change's number


def received(survey):
    """The latest first."""
    chosen = survey.operations.select_related("finding__visit__site", "finding__standard", "by")
    return chosen.order_by("-number")


def summary(survey) -> dict:
    """How many came from where, when the last one did, and one mark over all of them."""
    told = list(survey.operations.values_list("op_id", "device", "outcome"))
    digest = hashlib.sha256("\n".join(sorted(str(op_id) for op_id, _, _ in told)).encode()).hexdigest()
    return {
        "changes": len(told),
        "clashes": sum(outcome == Outcome.CONFLICT for _, _, outcome in told),
        "senders": [(sender(device), count) for device, count in Counter(each[1] for each in told).most_common()],
        "last": survey.operations.aggregate(last=Max("received_at"))["last"],
        "mark": " ".join(digest[place : place + 4] for place in range(0, 16, 4)),
    }


def sender(device: str) -> str:
    return "the portal's own page" if device == PORTAL else f"tablet {device[:SHORT]}"


def field_name(field: str) -> str:
    return marks.label(field) if marks.is_mark(field) else LABELS.get(field, field.capitalize())


def row(line) -> list:
    """Where it belongs and when it came; not what was written."""
    finding = line.finding
    place = [str(finding.visit.site), finding.standard.code, field_name(line.field), line.get_outcome_display()]
    times = [line.received_at.isoformat(timespec="seconds"), line.client_at.isoformat(timespec="seconds")]
    return [line.number, *place, *times, sender(line.device), str(line.op_id)]
