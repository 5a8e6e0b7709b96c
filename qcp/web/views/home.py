"""The first page after signing in: what needs me now, and what is mine."""

from django.http import HttpResponse
from django.shortcuts import render

from qcp.deadlines.models import Deadline
from qcp.web import calm
from qcp.web.pages import page
from qcp.web.queues import listings, queues_for, shelves_for

NEAREST = 5


@page
def home(request):
    if request.user.role in calm.CALM:
        return calm_home(request)
    queues, own = queues_for(request.user), shelves_for(request.user)
    found = listings([*queues, *own], request.user)
    waiting, shelves = found[: len(queues)], found[len(queues) :]
    owed = list(Deadline.objects.owed_by(request.user).for_list()[: NEAREST + 1])
    context = {
        "listings": waiting,
        "nothing_in": [each.queue for each in waiting if not each.count and not each.queue.quiet],
        "total": sum(listing.count for listing in waiting),
        "shelves": [shelf for shelf in shelves if shelf.count or not shelf.queue.quiet],
        "deadlines": Deadline.with_subjects(owed[:NEAREST]),
        "more_deadlines": len(owed) > NEAREST,
    }
    return render(request, "web/home.html", context)


def calm_home(request):
    """One thing at a time, for those who come now and then."""
    waiting = calm.waiting_for(request.user, queues_for(request.user))
    shelves = listings(shelves_for(request.user), request.user)
    chosen = calm.one_of(calm.pieces(waiting), request.GET.get("at", ""))
    context = {
        **chosen,
        **(calm.changed_since_looked(chosen["piece"].row, request.user) if chosen["piece"] else {}),
        "listings": waiting,
        "total": sum(listing.count for listing in waiting),
        "shelves": [shelf for shelf in shelves if shelf.count or not shelf.queue.quiet],
    }
    return render(request, "web/calm.html", context)


@page
def alive(request):
    """Somebody is still typing: that the session was used is noted on the way."""
    return HttpResponse(status=204)
