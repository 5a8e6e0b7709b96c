"""Refusals of the frame itself, in calm words."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

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
