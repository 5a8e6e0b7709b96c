"""Refusals of the frame itself, in calm words."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from qcp.web.oneshot import FIELD

KEPT_BACK = ("csrfmiddlewaretoken", FIELD)


@login_not_required
def form_too_old(request, reason=""):
    """A form came without a valid token: nothing was saved, and what was typed is shown, to be copied."""
    typed = []
    if request.user.is_authenticated:
        names = [name for name in request.POST if name not in KEPT_BACK and "password" not in name]
        typed = [(name.replace("_", " ").capitalize(), text) for name in names for text in request.POST.getlist(name)]
    return render(request, "403_csrf.html", {"typed": [pair for pair in typed if pair[1].strip()]}, status=403)


@login_not_required
def went_wrong(request):
    """An error that nobody foresaw; when it is the database that is away or full, coming back in a minute may help."""
    database = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    page = HttpResponse(render_to_string("503.html" if database else "500.html"), status=503 if database else 500)
    if database:
        page["Retry-After"] = "60"
    return page
