"""A browser that is killed outright keeps what was typed a second before; also where the typing still had the focus."""

import os
import signal
import subprocess

import pytest

from .conftest import FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KILLS = os.environ.get("QCP_FIELD_KILLS")  # the full proof: killed a second after the last key, ready or not


class Killable:
    """A Chromium of our own, so that it can be killed with everything that belongs to it."""

    def __init__(self, playwright, folder):
        self.chromium, self.folder = playwright.chromium, folder

    def start(self):
        words = ["/usr/bin/chromium", "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.folder}"]
        self.process = subprocess.Popen(  # noqa: S603
            [*words, *FLAGS, "about:blank"], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        line = next(each for each in self.process.stderr if "DevTools listening on" in each)
        self.browser = self.chromium.connect_over_cdp(line.split()[-1])
        return self.browser.contexts[0]

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
        for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
            (self.folder / name).unlink(missing_ok=True)


def a_second_later(page):
    """The rule's bar; the suite judges no seconds and waits for the page's word. The field still has the focus."""
    if KILLS:
        page.wait_for_timeout(1000)
    else:
        page.locator("[data-kept]").get_by_text("kept on this tablet").wait_for()


def test_what_was_typed_a_second_ago_outlives_the_browser(playwright, tmp_path, live_server, session_of, sam, survey):
    tablet, address, typed = Killable(playwright, tmp_path / "tablet"), f"{live_server.url}/field/{survey.pk}/", {}
    last = int(KILLS or 3)
    for number in range(last + 1):
        context = tablet.start()
        context.add_cookies(session_of(sam))
        page = context.pages[0]
        page.route("**/sync", lambda route: route.abort())
        page.goto(address)
        for place, value in typed.items():
            page.locator(".field-bar").get_by_text("not received yet").wait_for()
            assert page.locator(place).input_value() == value, (number, place)
        if number < last:
            note = f"[data-card] textarea[name$={'notes' if number % 2 else 'commendation'}] >> nth={number // 2 % 2}"
            page.locator(note).press_sequentially(f"{number}")
            typed[note] = page.locator(note).input_value()
            a_second_later(page)
        tablet.kill()
