"""A real Chromium, and the portal served to it. Set before anything opens a database: Playwright runs an event loop."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture
def sign_in(context, live_server):
    """This person's session in the browser, without the sign-in page."""

    def sign(user):
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign


@pytest.fixture
def violations():
    """What axe finds on a page: the rule, and where."""

    def look(page):
        page.evaluate(AXE)
        found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        return [(v["id"], node["html"][:120]) for v in found["violations"] for node in v["nodes"]]

    return look
