"""What the portal does not keep: sessions that ended, wrong tries that no longer count."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from qcp import clock

from .models import WrongTries
from .models.tries import FORGOTTEN_AFTER


def forget() -> None:
    """Safe to run at any time: nothing that is still in use is touched."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    WrongTries.objects.filter(last_at__lt=now - datetime.timedelta(seconds=FORGOTTEN_AFTER)).delete()
