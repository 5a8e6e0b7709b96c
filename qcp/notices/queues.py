"""What of the letters waits for the office."""

from qcp.accounts.models import OFFICE
from qcp.web.queues import Line, Queue

from .models import Message


def undelivered(user):
    return Message.objects.for_office(user).undelivered().order_by("created_at", "pk")


def line(message: Message) -> Line:
    return Line(f"{message.subject}, to {message.address}", message.get_office_url(), message.last_error[:120])


QUEUES = [Queue("notices.undelivered", "Letters that could not be delivered", OFFICE, undelivered, line, quiet=True)]
