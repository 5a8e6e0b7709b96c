"""The one door: every change of state of every workflow goes through `advance()`."""

from contextlib import contextmanager

from django.db import transaction

from . import chain
from .models import Case
from .moves import Step, steps
from .refusals import NotAllowed, NotReady, OutOfDate
from .system import SYSTEM


@contextmanager
def advance(subject, move: str, *, by, note: str = "", **inputs):
    """Lock, check, move, write history; what the body adds commits with the move, or not at all.

    subject: any WorkflowModel; yielded back fresh and locked. move: its name in the handbook.
    by: the person, or SYSTEM, which makes only moves declared as its own. inputs: go to the guards and
    to the transition. Raises NotAllowed, NotReady or OutOfDate, each in sentences, and then nothing changed.
    """
    with transaction.atomic():
        subject = hold(subject)
        step = find(subject, move)
        check(subject, step, by, note, inputs)
        subject.guards_passed = True
        getattr(subject, step.method)(**inputs)
        subject.guards_passed = False
        subject.version += 1
        chain.write(subject, step, by=by, note=note)
        subject.save()
        yield subject


def hold(subject):
    """The record as it is now, locked; its case is always locked first, so that two acts never wait for each other."""
    case = Case.objects.select_for_update().get(pk=subject.case_id)
    fresh = type(subject)._base_manager.select_for_update(of=("self",)).get(pk=subject.pk)
    fresh.case = case
    return fresh


def find(subject, move: str) -> Step:
    for step in steps(type(subject)):
        if (step.name, step.source) == (move, subject.state):
            return step
    raise OutOfDate(
        f"This is now “{subject.get_state_display()}”, so it can no longer be changed in that way. "
        "Open the page again to see what is possible."
    )


def check(subject, step: Step, by, note: str, inputs: dict) -> None:
    if by is not SYSTEM and subject.case.closed_to(by):
        raise NotAllowed("You stepped off this case, so it is closed to you.")
    if not step.permits(subject, by):
        raise NotAllowed(f"“{step.custom['label']}” is for {step.custom['who']}, and not open to your account here.")
    problems = step.problems(subject, inputs)
    if step.custom["reason"] and not note.strip():
        problems.insert(0, "Reason: write why, so that the people concerned can follow it.")
    if problems:
        raise NotReady(*problems)
