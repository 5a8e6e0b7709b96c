"""What holds for every request of somebody signed in: a session has an end, and a second step may be needed first."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect

from qcp import clock

from .models import Role
from .policies import lacks_second_step

MINUTE, HOUR = 60, 3600
# role -> seconds without use, seconds in all. A surveyor's day in the field is one session.
LIMITS = dict.fromkeys(Role.values, (30 * MINUTE, 12 * HOUR)) | {Role.SURVEYOR: (12 * HOUR, 24 * HOUR)}
BEGAN, SEEN, STEPS = "began", "seen", "account_authentication_methods"


def begin(session) -> None:
    """Somebody signed in: from now on the session's time is counted."""
    session[BEGAN] = session[SEEN] = int(clock.now().timestamp())


def note_use(session) -> None:
    now = int(clock.now().timestamp())
    if now - session.get(SEEN, now) >= MINUTE:
        session[SEEN] = now


def new_key(request, was: str) -> None:
    """Somebody proved once more who they are, or looks with other eyes: from here on under a new session key."""
    request.session.cycle_key()
    UserSession.objects.filter(session_key=was).update(session_key=request.session.session_key)


class SessionLimits:
    """Signs out whoever did nothing for long, or has been signed in for long. Notes the use once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was = request.session.session_key if request.user.is_authenticated else None
        if was and self.is_over(request):
            logout(request)
            messages.info(request, "You were signed out for your safety. What you had saved is kept. Sign in to go on.")
        steps = len(request.session.get(STEPS, []))
        response = self.get_response(request)
        if request.user.is_authenticated:
            note_use(request.session)
            if was == request.session.session_key and len(request.session.get(STEPS, [])) > steps:
                new_key(request, was)
        return response

    def is_over(self, request) -> bool:
        now = clock.now().timestamp()
        idle, whole = LIMITS[request.user.role]
        return now - request.session.get(SEEN, now) > idle or now - request.session.get(BEGAN, now) > whole


class SecondStepFirst:
    """Whoever needs a second step and has none reaches only the pages on which it is set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if name.startswith("mfa_") or name in ("account_logout", "account_reauthenticate", "web:healthz"):
            return None
        user = request.viewing.viewer if getattr(request, "viewing", None) else request.user
        if user.is_authenticated and lacks_second_step(user):
            messages.warning(
                request,
                "Your account needs a second sign-in step. Set up an authenticator app or a passkey to go on.",
            )
            return redirect("mfa_index")
        return None
