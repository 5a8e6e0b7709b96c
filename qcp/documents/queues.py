"""What waits for the office about files: the second look, and the second person of a destruction."""

from qcp.access.confidential import closed_to_the_rest
from qcp.accounts.models import OFFICE
from qcp.web.queues import Line, Queue

from .models import Destruction, SecondLook


def second_looks(user):
    """The practice says that they name no patient; the office has not decided."""
    answered = SecondLook.objects.open().exclude(answer="").exclude(stored__case__recusals__user=user)
    answered = answered.exclude(closed_to_the_rest(user, "stored__case"))
    return answered.select_related("stored").order_by("answered_at")


def destructions(user):
    """Proposed by somebody else."""
    waiting = Destruction.objects.proposed().exclude(proposed_by=user).exclude(stored__case__recusals__user=user)
    waiting = waiting.exclude(closed_to_the_rest(user, "stored__case"))
    return waiting.select_related("stored").order_by("proposed_at")


def look_line(look) -> Line:
    return Line("A file may name a patient", look.get_absolute_url(), "The practice says that it does not: look again")


def destruction_line(proposal) -> Line:
    return Line("A file is to be destroyed", proposal.get_absolute_url(), "Somebody proposed it: confirm, or keep it")


QUEUES = [
    Queue("documents.second-looks", "Files that may name a patient", OFFICE, second_looks, look_line, quiet=True),
    Queue("documents.destructions", "Files to destroy", OFFICE, destructions, destruction_line, quiet=True),
]
