"""A real Chromium, and the portal served to it. Set before anything opens a database: Playwright runs an event loop."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from qcp import clock
from surveys.actions import survey as survey_actions
from tests.factories.surveys import arranged, enlist

from .between import Between
from .tablets import Tablet

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=30_000)  # as long as every other wait: a busy machine is no failure

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


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """No page is kept for later; the tests of the tablet start browsers of their own that do."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def session_of(live_server):
    """The cookies of a session of this person's, without the sign-in page."""

    def begun(user) -> list[dict]:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        return [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]

    return begun


@pytest.fixture
def sign_in(context, session_of):
    return lambda user: context.add_cookies(session_of(user))


@pytest.fixture
def violations():
    """What axe finds on a page: the rule, and where."""

    def look(page):
        page.evaluate(AXE)
        found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations'], selectors: false})", TAGS)
        return [(v["id"], node["html"][:120]) for v in found["violations"] for node in v["nodes"]]

    return look


SAID = """window.said = [];
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    const near = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    const told = addedNodes.length ? [...addedNodes] : [target];
    if (near?.closest("[role=status], [role=alert], [aria-live=polite]"))
      said.push(told.map((node) => node.textContent).join(" ").replace(/\\s+/g, " ").trim());
  }
}).observe(document, { subtree: true, childList: true, characterData: true });"""


@pytest.fixture
def said(page):
    """All that a screen reader is told by itself on the page that is open, in its order. Ask for it before the page."""
    page.add_init_script(SAID)
    return lambda: page.evaluate("said")


@pytest.fixture
def survey(sam, olivia, stella):
    """Sam's, under way today at two sites."""
    enlist(sam)
    return survey_actions.begin(arranged(sam, olivia, stella, on=clock.today()), by=sam)


@pytest.fixture
def tablet(playwright, browser_type_launch_args, tmp_path, live_server, session_of, sam, survey):
    """A tablet that keeps its memory when its browser is closed: `tablet.open()` starts it anew."""
    tablet = Tablet(playwright, browser_type_launch_args, tmp_path / "tablet", live_server.url)
    tablet.address, tablet.cookies = f"{live_server.url}/field/{survey.pk}/", session_of(sam)
    tablet.open()
    tablet.until_kept()  # no page is fetched behind the test's back any more
    yield tablet
    tablet.context.close()


@pytest.fixture
def between(live_server):
    """Somebody between the tablet and the portal, who passes everything on and keeps what was sent to it."""
    with Between(live_server.url) as between:
        yield between


@pytest.fixture
def second_server(live_server):
    """The portal at another port; the test stops its thread, and leaves the shared connection alone."""
    return LiveServer("localhost")
