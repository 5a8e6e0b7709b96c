"""What of the letters waits for the office."""

from qcp.accounts.models import OFFICE
from qcp.web.queues import Line, Queue

from .models import Message


def needing_a_hand(user):
    return Message.objects.for_office(user).needing_a_hand().order_by("created_at", "pk")


def line(message) -> Line:
    detail = message.last_error[:120] or message.get_delivery_display()
    return Line(f"{message.subject}, to {message.address}", message.get_office_url(), detail)


QUEUES = [Queue("notices.undelivered", "Letters that need a hand", OFFICE, needing_a_hand, line, quiet=True)]
