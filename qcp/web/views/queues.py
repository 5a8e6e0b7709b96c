"""One queue in full: its rows by date, and the same rows to take along."""

from django.http import Http404
from django.shortcuts import render

from qcp import clock
from qcp.web.pages import page
from qcp.web.queues import queue_of
from qcp.web.sheets import streamed_csv, streamed_xlsx
from qcp.web.worklist import HEAD, Worklist

SHEETS = {"csv": streamed_csv, "xlsx": streamed_xlsx}


def worklist(request, key: str) -> Worklist:
    """The queue as the address narrows it; absent for whoever it is not for. Noted in the access log by its title."""
    queue = queue_of(key, request.user)
    if queue is None:
        raise Http404
    asked = {name: request.GET.get(name, "") for name in ("part", "due", "held", "page")}
    try:
        work = Worklist(queue, request.user, **asked)
    except ValueError as not_a_part:
        raise Http404 from not_a_part
    request.shown_list = (queue.title, work.count)
    return work


@page
def queue(request, key):
    """One queue; its number at home is the length of this list."""
    return render(request, "web/queue.html", {"work": worklist(request, key)})


@page
def export(request, key, sheet):
    """All rows of the list as it is narrowed, as a table."""
    work = worklist(request, key)
    if sheet not in SHEETS:
        raise Http404
    name = f"{key.replace('.', '-')}-{clock.today():%Y-%m-%d}"
    return SHEETS[sheet](name, HEAD, work.all_cells())
