"""While somebody of the office looks through the eyes of a member: another reader, no writing, nothing personal."""

from django.contrib import messages
from django.shortcuts import redirect, render

from . import viewing as views

KEY = "viewing"
READING = ("GET", "HEAD", "OPTIONS")
STOPS = ("access:view-as-end", "account_logout")
# What is the person's own and not their practice's: sign-in, letters, the secret address of their calendar.
PERSONAL = ("accounts:", "account_", "mfa_", "usersessions_", "notices:", "deadlines:calendar")
OVER = "You see the portal as yourself again."


class SeesAs:
    """Stands innermost: only the page itself takes the viewer for the member; every log names who it really is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.viewing = None
        asked = request.session.get(KEY) if request.user.is_authenticated else None
        if not asked:
            return self.get_response(request)
        viewer, under_way = request.user, views.going_on(asked, request.user)
        if under_way is None:
            del request.session[KEY]
            messages.info(request, OVER)
            return redirect("web:home")
        under_way.viewer = viewer
        request.viewing, request.user = under_way, under_way.person
        try:
            return self.get_response(request)
        finally:
            request.user = viewer

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if request.viewing is None or name in STOPS:
            return None
        if request.method not in READING or name.startswith(PERSONAL):
            context = {"personal": request.method in READING}
            return render(request, "access/not_while_viewing.html", context, status=403)
        return None
