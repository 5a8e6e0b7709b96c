"""One's own letters."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from qcp.notices.models import Message
from qcp.web.pages import page


@page
def inbox(request):
    letters = Message.objects.visible_to(request.user)
    shown = Paginator(letters.for_list(), 50).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"shown": shown, "unread_letters": letters.unread().count()})


@page
def message(request, pk):
    letter = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "notices/message.html", {"letter": letter})
