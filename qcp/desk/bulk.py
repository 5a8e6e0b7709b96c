"""One move for many rows: first what would become of each, then each in a transaction of its own."""

from dataclasses import dataclass
from functools import cache, partial

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse
from django_fsm import ConcurrentTransition

from qcp.web.moves import is_plain
from qcp.web.pages import CHANGED_MEANWHILE
from qcp.workflow.actions import action
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused

MOST = 200
OFFICE = ("staff", "manager")
NOT_HERE = "Not possible in this state, or not for your account."
REASON = "Reason: write why, so that the people concerned can follow it."


@dataclass(frozen=True)
class Verdict:
    """One row: what stands against the move; nothing means that it is, or was, made."""

    record: object
    problems: list[str]


@cache
def bulk_moves(model) -> dict[str, str]:
    """Moves of the office that need nothing beyond a reason: name and label."""
    office = [step for step in steps(model) if set(step.custom["who"].replace(",", " ").split()) & set(OFFICE)]
    return {step.name: step.custom["label"] for step in office if is_plain(model(), step.name)}


def bulk_actions(model) -> dict:
    """The moves as the list's actions."""
    return {
        f"bulk_{name}": (partial(make, move=name, label=label), f"bulk_{name}", f"{label}: all chosen rows")
        for name, label in bulk_moves(model).items()
    }


def expected(record, move: str, user) -> Verdict:
    offer = next((each for each in moves_for(record, user) if each.name == move), None)
    return Verdict(record, offer.problems if offer else [NOT_HERE])


def made(record, move: str, user, note: str) -> Verdict:
    """The row's own outcome: a refusal or a change meanwhile stops no other row."""
    try:
        with transaction.atomic():
            action(record, move)(record, by=user, note=note)
    except Refused as refusal:
        return Verdict(record, refusal.problems)
    except ConcurrentTransition:
        return Verdict(record, [CHANGED_MEANWHILE])
    return Verdict(record, [])


def make(model_admin, request, rows, *, move: str, label: str):
    """Without `confirmed` only the verdicts; with it the move, row by row."""
    records = list(rows[:MOST])
    note = request.POST.get("note", "").strip()
    needs_reason = any(step.name == move and step.custom["reason"] for step in steps(model_admin.model))
    missing = "confirmed" in request.POST and needs_reason and not note
    done = "confirmed" in request.POST and not missing
    judged = [
        made(record, move, request.user, note) if done else expected(record, move, request.user) for record in records
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": label,
        "verdicts": judged,
        "free": sum(not verdict.problems for verdict in judged),
        "done": done,
        "action": f"bulk_{move}",
        "checkbox": ACTION_CHECKBOX_NAME,
        "needs_reason": needs_reason,
        "missing": REASON if missing else "",
        "failed": missing,
    }
    return TemplateResponse(request, "admin/workflow/bulk.html", context, status=422 if missing else 200)
