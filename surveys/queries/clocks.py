"""What is owed on a survey, for its pages."""

from qcp.deadlines.models import Deadline


def running_clocks(survey, *owners):
    """Those still open, the nearest first; only of certain owners when they are named."""
    clocks = Deadline.objects.of(survey).running().for_list().order_by("due_on")
    return clocks.filter(owner__in=owners) if owners else clocks
