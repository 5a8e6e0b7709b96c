"""A dry run: make the act for real, see everything that follows, and take it all back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from django.db import transaction

from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow import chain
from qcp.workflow.refusals import Refused


@dataclass
class Rehearsal:
    """What would follow: the state reached, other records moved, letters, clocks, and more in words; or why not."""

    state: str = ""
    moved: list = field(default_factory=list)  # (record, state before, state after), the record itself left out
    messages: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    opened: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    more: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def dry_run(act: Callable, subject, **given) -> Rehearsal:
    """Rehearse `act(subject, **given)`, and roll it back; what is there afterwards was there before."""
    seen = Rehearsal()
    cases: set = set()
    with transaction.atomic():
        try:
            with transaction.atomic(), chain.watched() as lines:
                act(subject, **given)
        except Refused as refusal:
            seen.problems = refusal.problems
        else:
            cases = {subject.case_id, *(line.case_id for line in lines)}
            look(seen, subject, lines, cases)
        transaction.set_rollback(True)
    take_off_what_was_there(seen, cases)
    return seen


def look(seen: Rehearsal, subject, lines: list, cases: set) -> None:
    """Everything that stands now, in every case that the act touched."""
    subject = type(subject)._base_manager.get(pk=subject.pk)
    seen.state = subject.get_state_display()
    seen.moved = [moved(line) for line in lines if line.subject_id != subject.pk]
    seen.messages = list(Message.objects.filter(case__in=cases))
    seen.papers = list(Letter.objects.filter(case__in=cases))
    seen.opened = list(Deadline.objects.filter(case__in=cases))
    follows = getattr(import_module(subject.actions), "also_follows", None)
    seen.more = follows(subject) if follows else []


def moved(line) -> tuple[str, str, str]:
    names = dict(type(line.subject)._meta.get_field("state").flatchoices)
    return str(line.subject), names.get(line.source, ""), names.get(line.target, line.target)


def take_off_what_was_there(seen: Rehearsal, cases: set) -> None:
    sent = set(Message.objects.filter(case__in=cases).values_list("pk", flat=True))
    written = set(Letter.objects.filter(case__in=cases).values_list("pk", flat=True))
    running = dict(Deadline.objects.filter(case__in=cases).values_list("pk", "status"))
    seen.messages = [each for each in seen.messages if each.pk not in sent]
    seen.papers = [each for each in seen.papers if each.pk not in written]
    seen.closed = [each for each in seen.opened if each.pk in running and running[each.pk] != each.status]
    seen.opened = [each for each in seen.opened if each.pk not in running]
