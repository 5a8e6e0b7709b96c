"""The practice's own page: who we are, where we stand, what runs."""

from django.shortcuts import get_object_or_404, render

from qcp.deadlines.models import Deadline
from qcp.web.pages import page

from ..models import Membership, Practice, ScoreSubmission
from ..panels import panels_of, tracker_of


@page
def detail(request, pk):
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    scores = ScoreSubmission.objects.visible_to(request.user).filter(practice=practice)
    deadlines = Deadline.objects.visible_to(request.user).running().filter(practice_id=practice.pk)
    context = {
        "practice": practice,
        "tracker": tracker_of(practice),
        "panels": panels_of(practice, request.user),
        "sites": practice.open_sites(),
        "tax_ids": practice.tax_ids.all(),
        "members": Membership.objects.open().filter(practice=practice).for_list(),
        "scores": scores.standing().for_list().prefetch_related("results", "waivers__round"),
        "deadlines": deadlines.order_by("due_on"),
    }
    return render(request, "practices/practice.html", context)
