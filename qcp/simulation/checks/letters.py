"""Letters and reminders: each once, none missing."""

from collections import Counter
from datetime import timedelta

from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.machines import history_of, models

from ..postbox import Postbox

SILENT = {
    "accept",
    "clear",
    "close",
    "certify",
    "enter_compliance",
    "start_survey",
    "deny",
}  # told by what they are part of
UNSEEN = {("organisation-change", "take_up")}  # the office's own beginning; the practice hears what is determined


def each_once():
    """Whatever the outbox calls sent was accepted once; whatever is a day old was sent."""
    for message in Message.objects.filter(delivery="sent"):
        times = Postbox.accepted[message.reference]
        if times != 1:
            yield f"A letter {message.notice} was accepted {times} times."
    overdue = clock.now() - timedelta(days=2)
    for message in Message.objects.filter(delivery__in=("pending", "sending", "failed"), created_at__lt=overdue):
        yield f"A letter {message.notice} is still {message.delivery}."
    known = {message.reference for message in Message.objects.all()}
    if strangers := Postbox.accepted.keys() - known:
        yield f"{len(strangers)} letters were mailed that nobody wrote."


def reminders_once():
    """For every clock, the reminders in the outbox are those that its days call for, and no one got one twice."""
    letters = Message.objects.filter(notice="deadlines.reminder")
    sent = Counter((message.occasion, message.address) for message in letters)
    for (occasion, _), times in sent.items():
        if times > 1:
            yield f"The reminder {occasion.partition('/')[2]} days before went out {times} times to one person."
    occasions = {occasion for occasion, _ in sent}
    for deadline in Deadline.objects.filter(pauses=None):
        opened, ended = clock.on(deadline.opened_at), clock.on(deadline.closed_at or clock.now())
        for stage, day in deadline.reminders():
            due = opened < day < ended
            if due and f"{deadline.pk}/{stage}" not in occasions and deadline.debtors():
                yield f"The clock {deadline.kind} owes its reminder {stage} days before."


def moves_are_told():
    """Each move that is not part of a larger one wrote at least one letter of its case, at its very moment."""
    told = set(Message.objects.values_list("case_id", "created_at"))
    for model in models():
        lines = history_of(model)._base_manager.exclude(move="open").exclude(move__in=SILENT)
        for case, at, move in lines.values_list("case_id", "at", "move"):
            if (case, at) not in told and (model.slug, move) not in UNSEEN:
                yield f"{model.slug}: {move} told nobody."
