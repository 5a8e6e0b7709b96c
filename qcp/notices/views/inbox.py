"""One's own letters, and how they come."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from qcp.notices import topics, wishes
from qcp.notices.forms import WishForm
from qcp.notices.models import Message
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page


@page
def inbox(request):
    letters = Message.objects.visible_to(request.user)
    shown = Paginator(letters.for_list(), 50).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"shown": shown, "unread_letters": letters.unread().count()})


@page
def message(request, pk):
    letter = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "notices/message.html", {"letter": letter})


@form_page
def how(request):
    """How one's letters come: at once, in one e-mail a day, or in the portal only."""
    form = WishForm(request.POST or None, wish=wishes.of(request.user))
    if form.is_valid():
        with outcome(request, success="Saved. It holds for every letter written from now on."):
            wishes.ask(request.user, **form.asked)
        return redirect("notices:how")
    return render_form(request, "notices/how.html", {"fixed": topics.LEGAL}, form)
