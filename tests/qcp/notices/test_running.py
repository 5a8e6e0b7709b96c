"""The portal's processes for real: a server with its jobs beside it, and a Celery worker on a Redis."""

import http.client
import time
import urllib.parse

import pytest

from tests.services.portal import Portal
from tests.services.redis import PrivateRedis

pytestmark = pytest.mark.services

PREPARE = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from qcp.accounts.models import User
from tests.factories.scores import handed_in
signatory = User.objects.create_user("olivia@test.example", name="Olivia")
staff = User.objects.create_user("stella@test.example", name="Stella", role="staff")
session = SessionStore()
session[SESSION_KEY] = str(staff.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
session.create()
print(session.session_key, handed_in(signatory).pk)
"""
ACT = """
from practices.actions import scores
from practices.models import ScoreSubmission
from qcp.accounts.models import User
scores.finalize(ScoreSubmission.objects.get(), by=User.objects.get(role="staff"))
"""
CLOCKS = """
from qcp.deadlines.models import Deadline
print(*Deadline.objects.order_by("kind").values_list("kind", flat=True))
"""


def within(seconds, condition) -> bool:
    """Did it come true in time? Not a measurement: the limit is generous."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def shell(portal, text) -> list[str]:
    return portal.command("shell", "--verbosity", "0", given=text).split()


def press(portal, session, path, **fields) -> str:
    """A button of a page, pressed in a signed-in browser; the page it leads to."""
    token = "t" * 32
    content = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields})
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=30)
    connection.request(
        "POST",
        path,
        content,
        {"Cookie": f"session={session}; csrf={token}", "Content-Type": "application/x-www-form-urlencoded"},
    )
    answer = connection.getresponse()
    connection.close()
    return answer.headers["Location"]


def test_what_a_page_does_is_in_the_mail_folder_seconds_later(tmp_path):
    with Portal(tmp_path) as portal:
        session, submission = shell(portal, PREPARE)
        portal.serve()
        assert within(60, lambda: portal.answers("/outbox/"))

        shown = press(portal, session, f"/moves/score-submission/{submission}/return/", note="Please check CORE1.")

        assert shown == f"/scores/{submission}/"
        assert within(20, portal.mails)
        (mail,) = portal.mails()
        assert "olivia@test.example" in mail.read_text()


def test_a_worker_on_redis_delivers_at_the_nudge_and_starts_the_clock_on_receipt(tmp_path):
    with PrivateRedis() as redis, Portal(tmp_path, QCP_REDIS_URL=redis.url) as portal:
        shell(portal, PREPARE)
        portal.work()

        shell(portal, ACT)

        assert within(60, portal.mails)
        assert within(20, lambda: shell(portal, CLOCKS) == ["score-validity", "waiver-request"])


def test_while_redis_is_away_acts_go_on_and_letters_wait_for_the_next_sweep(tmp_path):
    with PrivateRedis() as redis, Portal(tmp_path, QCP_REDIS_URL=redis.url) as portal:
        shell(portal, PREPARE)
        redis.stop()
        shell(portal, ACT)
        assert portal.mails() == []

        redis.start()
        portal.work("--beat", "--schedule", str(tmp_path / "beat"))

        assert within(100, portal.mails)
        assert len(portal.mails()) == 1
