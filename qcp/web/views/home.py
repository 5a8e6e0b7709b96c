"""The first page after signing in: what needs me now, and what is mine."""

from django.http import HttpResponse
from django.shortcuts import render

from qcp.deadlines.models import Deadline
from qcp.web.pages import page
from qcp.web.queues import listings, queues_for, shelves_for

NEAREST = 5


@page
def home(request):
    queues, own = queues_for(request.user), shelves_for(request.user)
    found = listings([*queues, *own], request.user)
    waiting, shelves = found[: len(queues)], found[len(queues) :]
    owed = list(Deadline.objects.owed_by(request.user).running().for_list()[: NEAREST + 1])
    context = {
        "listings": waiting,
        "nothing_in": [each.queue for each in waiting if not each.count and not each.queue.quiet],
        "total": sum(listing.count for listing in waiting),
        "shelves": [shelf for shelf in shelves if shelf.count or not shelf.queue.quiet],
        "deadlines": Deadline.with_subjects(owed[:NEAREST]),
        "more_deadlines": len(owed) > NEAREST,
    }
    return render(request, "web/home.html", context)


@page
def alive(request):
    """Somebody is still typing: that the session was used is noted on the way."""
    return HttpResponse(status=204)
