"""A dry run: make the act for real, see everything that follows, and take it all back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import Refused


@dataclass
class Rehearsal:
    """What would follow: the state reached, letters (with text), clocks opened and closed, or why not."""

    state: str = ""
    messages: list = field(default_factory=list)
    opened: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def dry_run(act: Callable, subject, **given) -> Rehearsal:
    """Rehearse `act(subject, **given)` in a transaction that is rolled back."""
    before = {d.pk: d for d in Deadline.objects.of_case(subject.case_id)}
    sent = set(Message.objects.filter(case=subject.case_id).values_list("pk", flat=True))
    seen = Rehearsal()
    with transaction.atomic():
        try:
            with transaction.atomic():
                act(subject, **given)
        except Refused as refusal:
            seen.problems = refusal.problems
        else:
            after = list(Deadline.objects.of_case(subject.case_id))
            seen.state = type(subject)._base_manager.get(pk=subject.pk).get_state_display()
            seen.messages = list(Message.objects.filter(case=subject.case_id).exclude(pk__in=sent))
            seen.opened = [d for d in after if d.pk not in before]
            seen.closed = [d for d in after if d.pk in before and before[d.pk].status != d.status]
        transaction.set_rollback(True)
    return seen
