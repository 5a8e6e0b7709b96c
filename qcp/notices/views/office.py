"""Letters that could not be delivered: what was tried, and what to do now."""

from django.shortcuts import get_object_or_404, redirect, render

from qcp.notices import dead_letters
from qcp.notices.models import Message
from qcp.web.pages import button, outcome, page


def fetch(request, pk) -> Message:
    return get_object_or_404(Message.objects.for_office(request.user), pk=pk)


@page
def undelivered(request, pk):
    letter = fetch(request, pk)
    context = {"letter": letter, "tries": letter.tries.all(), "receipts": letter.receipts.all()}
    return render(request, "notices/undelivered.html", context)


@button
def send_again(request, pk):
    letter = fetch(request, pk)
    with outcome(request, success="The letter is on its way again."):
        dead_letters.send_again(letter, by=request.user)
    return redirect(letter.get_office_url())


@button
def settle(request, pk):
    letter = fetch(request, pk)
    with outcome(request, success="Noted. The letter has left the queue."):
        dead_letters.settle(letter, by=request.user, note=request.POST.get("note", ""))
    return redirect(letter.get_office_url())
