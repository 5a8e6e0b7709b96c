"""The packaged portal: docker-compose.yml names all that production needs, and with its settings the parts work."""

import re
import urllib.request
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from django.utils.http import urlencode

from tests.qcp.notices.smtp_peer import Peer, started
from tests.services.clamav import private_clamav
from tests.services.object_store import private_object_store
from tests.services.postgres import private_postgres
from tests.services.redis import PrivateRedis

from .compose import COMPOSE, PORTAL, ROOT, SECRETS, SERVICES, Composed, environment, until

# A practice, a file of it and a letter to it, through the portal's own doors.
WORK = """
from django.core.files.uploadedfile import SimpleUploadedFile
from qcp.accounts.models import User
from qcp.documents import letters
from qcp.documents.uploads import receive
from tests.factories.practices import PracticeFactory
from tests.qcp.documents import paper

max = User.objects.create_user("max@example.org", "three blind mice", name="Max", role="manager")
practice = PracticeFactory()
receive(SimpleUploadedFile("policy.pdf", paper.pdf()), subject=practice, by=max)
letters.freeze(practice, "letter", title="Welcome", data={})
"""
STATE = """
from qcp.documents.models import Letter, StoredFile
print(StoredFile.objects.get().verdict or "checking", bool(Letter.objects.get().file))
"""


def test_every_variable_that_production_insists_on_is_given():
    insisted = re.findall(r'env\.\w+\("(\w+)"\)', (ROOT / "qcp/settings/base.py").read_text())

    assert set(insisted) - set(environment(SECRETS)) == set()


@pytest.mark.parametrize("secret", SECRETS)
def test_without_a_secret_of_its_own_it_does_not_start(secret):
    with pytest.raises(KeyError, match=secret):
        environment({name: value for name, value in SECRETS.items() if name != secret})


def test_every_machine_that_the_settings_name_is_a_service():
    given = environment(SECRETS)
    named = {
        urlsplit(given[f"QCP_{each}"]).hostname for each in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "S3_ENDPOINT")
    }

    assert named | {given["QCP_SCANNER"].split(":")[0]} <= set(SERVICES)


def test_what_keeps_something_keeps_it_in_a_volume():
    kept = {service: SERVICES[service]["volumes"][0].split(":")[0] for service in ("db", "s3", "clamav")}

    assert set(kept.values()) <= set(COMPOSE["volumes"])


def test_the_image_runs_as_nobody_in_particular():
    steps = re.findall(r"^(USER|CMD|COPY) ?(.*)$", (ROOT / "Dockerfile").read_text(), re.M)

    assert steps[-2:-1] == [("USER", "portal")]
    assert PORTAL["build"] == "."


@pytest.mark.services
def test_with_its_settings_and_commands_the_parts_work_together(tmp_path):
    with ExitStack() as stack:
        redis = stack.enter_context(PrivateRedis())
        letters = Peer()
        mail = started(letters)
        stack.callback(mail.stop)
        scanner, _ = stack.enter_context(private_clamav({"Nothing": b"a mark that no file here carries"}))
        portal = stack.enter_context(
            Composed(
                tmp_path,
                QCP_DATABASE_URL=stack.enter_context(private_postgres()),
                QCP_REDIS_URL=redis.url,
                QCP_EMAIL_URL=f"smtp://127.0.0.1:{mail.port}",
                QCP_SCANNER=f"127.0.0.1:{scanner}",
                QCP_S3_ENDPOINT=stack.enter_context(private_object_store()),
            )
        )
        portal.build()
        portal.once("prepare")
        for service in ("web", "worker", "beat"):
            portal.start(service)
        until(portal.alive)

        portal.run("python", "manage.py", "shell", given=WORK)
        ask_for_a_new_password(portal, "max@example.org")

        until(lambda: "clean True" in portal.run("python", "manage.py", "shell", given=STATE))
        assert until(lambda: [letter["To"] for letter in letters.letters]) == ["max@example.org"]
        assert '"differences": []' in portal.run("python", "manage.py", "verify_files")
        portal.once("prepare")  # a second start changes nothing and stops at nothing


def ask_for_a_new_password(portal: Composed, address: str) -> None:
    """As a visitor behind the proxy."""
    front = {"Host": "localhost", "X-Forwarded-Proto": "https", "Referer": "https://localhost/"}
    page = f"http://127.0.0.1:{portal.port}/accounts/password/reset/"
    with urllib.request.urlopen(urllib.request.Request(page, headers=front)) as answer:  # noqa: S310
        form, cookies = answer.read().decode(), answer.headers.get_all("Set-Cookie")
    assert cookies[0].startswith("__Host-csrf=")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form).group(1)
    sent = urlencode({"email": address, "csrfmiddlewaretoken": token}).encode()
    headers = front | {"Cookie": cookies[0].split(";")[0]}
    opener = urllib.request.build_opener(StaysHere)
    with opener.open(urllib.request.Request(page, data=sent, headers=headers)) as answer:  # noqa: S310
        assert answer.status in (302, 303)


class StaysHere(urllib.request.HTTPRedirectHandler):
    """The answer itself, not the page it leads to: that address begins with https."""

    def http_error_302(self, request, answer, code, message, headers):
        return answer

    http_error_303 = http_error_302
