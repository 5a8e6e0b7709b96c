"""The embedded portal mails nothing outside: every mail is a file, and is shown here."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from qcp.notices.providers.folder import Folder
from qcp.web.pages import page


def folder() -> Folder:
    if not settings.EMBEDDED:
        raise Http404
    return Folder()


@login_not_required
@page
def outbox(request):
    mails = folder()
    shown = Paginator(mails.references(), 50).get_page(request.GET.get("page"))
    return render(request, "notices/outbox.html", {"shown": shown, "mails": [mails.read(name) for name in shown]})


@login_not_required
@page
def mail(request, reference):
    letter = folder().read(reference)
    if letter is None:
        raise Http404
    return render(request, "notices/mail.html", {"letter": letter})
