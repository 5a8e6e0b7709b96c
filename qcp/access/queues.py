"""Conflict questions that wait for an answer: each of them holds up somebody else."""

from qcp.accounts.models import Role
from qcp.web.queues import Line, Queue

from .models import ConflictQuestion


def unanswered(user):
    return ConflictQuestion.objects.filter(asked_of=user, answer="", withdrawn_at=None).order_by("asked_at", "pk")


def line(question) -> Line:
    return Line(f"Is there a conflict of interest: {question.about}?", question.get_absolute_url())


QUEUES = [
    Queue("access.conflicts", "Conflict questions to answer", tuple(Role), unanswered, line, quiet=True),
]
