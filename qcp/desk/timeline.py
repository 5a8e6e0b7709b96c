"""Everything that happened in one case, in order: moves, letters and clocks, and whether the history is as written."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.web.templatetags.portal import said
from qcp.workflow.machines import history_of, models
from qcp.workflow.models import Case
from qcp.workflow.verify import chain_differences

from .models import CaseHolder

KINDS = {"move": "Moves", "letter": "Letters", "clock": "Clocks", "hand": "In whose hands"}
PORTAL = "The portal"


@dataclass(frozen=True)
class Event:
    """One line: when, who, what, and what else is to be said about it."""

    at: datetime.datetime
    kind: str
    who: str
    what: str
    about: str = ""
    note: str = ""
    policy: str = ""


def events(case: Case, user) -> list[Event]:
    """What this person may see of the case, the latest first."""
    found = [*moves(case, user), *letters(case, user), *clocks(case, user), *hands(case, user)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def moves(case: Case, user) -> Iterator[Event]:
    for model in models():
        seen = model.objects.visible_to(user).filter(case=case).order_by().values("pk")
        lines = history_of(model).objects.filter(case=case, subject__in=seen).select_related("actor")
        kind = str(model._meta.verbose_name).capitalize()
        for line in lines:
            who = str(line.actor) if line.actor else PORTAL
            yield Event(line.at, "move", who, said(line), kind, line.note, line.policy)


def letters(case: Case, user) -> Iterator[Event]:
    for letter in Message.objects.for_office(user).filter(case=case):
        subject = "A private letter" if letter.is_private else letter.subject
        what = f"{letter.get_delivery_display()}: {subject}"
        yield Event(letter.created_at, "letter", PORTAL, what, f"To {letter.recipient or letter.address}")


def clocks(case: Case, user) -> Iterator[Event]:
    for clock in Deadline.objects.visible_to(user).filter(case=case):
        due = f"last day {clock.due_on:%B} {clock.due_on.day}, {clock.due_on.year}"
        yield Event(clock.opened_at, "clock", PORTAL, f"{clock.title}: started, {due}", note=clock.opened_because)
        if clock.closed_at:
            yield Event(clock.closed_at, "clock", PORTAL, f"{clock.title}: {clock.get_status_display().lower()}")


def hands(case: Case, user) -> Iterator[Event]:
    for held in CaseHolder.objects.visible_to(user).filter(case=case).select_related("person", "named_by", "ended_by"):
        yield Event(held.named_at, "hand", str(held.named_by), f"Given to {held.person}", note=held.note)
        if held.ended_at:
            yield Event(held.ended_at, "hand", str(held.ended_by), f"No longer with {held.person}")


def verdict(case: Case) -> str:
    """What is wrong with the chain of the case's history; empty when every line is as it was written."""
    lines = [line for model in models() for line in history_of(model).objects.filter(case=case)]
    return next(chain_differences(case, sorted(lines, key=lambda line: line.seq)), "")
