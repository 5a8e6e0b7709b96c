"""What is owed on a survey, for its pages."""

from django.db.models import Q

from qcp.deadlines.kinds import Kind as Clock
from qcp.deadlines.models import Deadline


def running_clocks(survey, *owners):
    """Those still open, the nearest first; only of certain owners when they are named."""
    naming = Q(subject_id=survey.application_id, kind=Clock.SURVEYOR_NAMED)
    clocks = Deadline.objects.running().filter(Q(subject_id=survey.pk) | naming).for_list().order_by("due_on")
    return clocks.filter(owner__in=owners) if owners else clocks
