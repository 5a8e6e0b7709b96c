import os
import re
from pathlib import Path

import pytest

from .looking import DESK, PHONE, Looking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/", "/policies/", "/help/", "/nowhere/"]
OWN = ["/home/", "/gallery/"]
KEPT = Path(__file__).parent / "gallery.aria.yaml"
DAY = re.compile(r"\b(\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})( at)?(,? \d\d:\d\d E[SD]T)?\b")


@pytest.fixture
def opened(page, live_server, sign_in, stella):
    """Open a page as QCP staff, or a public one as nobody."""

    def open_(path):
        if path in OWN:
            sign_in(stella)
        page.goto(live_server.url + path)
        return page

    return open_


def test_the_first_pages_are_whole_in_every_scheme_at_every_size_and_by_keyboard(opened, page, violations):
    """axe in light and dark, 320 pixels, double size with wide spacing, and a walk with the Tab key."""
    found, said = [], []
    page.on("console", lambda message: said.append((page.url, message.text)))

    for path in PUBLIC + OWN:
        opened(path)
        found += [(path, each) for each in by_keyboard(page)]
        page.emulate_media(color_scheme="dark")
        found += [(path, "dark", each) for each in violations(page)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        found += [(path, each) for each in Looking(page, violations, set()).at(path)[0]]
        page.set_viewport_size(DESK)

    assert found == []
    assert [line for line in said if not line[0].endswith(("/nowhere/", "/gallery/"))] == []


def test_what_a_screen_reader_is_given_of_every_component_is_what_was_kept(opened):
    """Days and numbers may differ. After a change that is meant, `QCP_KEEP=1` keeps what is given now."""
    given = re.sub(r"(?<!level=)\d+", "#", DAY.sub("DAY", opened("/gallery/").locator("main").aria_snapshot())) + "\n"
    if os.environ.get("QCP_KEEP"):
        KEPT.write_text(given)

    assert given == KEPT.read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_mark_of_the_gauge_is_still_seen(opened, page, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page = opened("/gallery/")

    mark = page.locator(".p-mark").first.evaluate("e => getComputedStyle(e).stroke")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert mark != ground


def test_the_letters_of_a_drawing_are_at_least_twelve_pixels_high_on_a_phone(opened, page):
    page.set_viewport_size(PHONE)
    sizes = opened("/gallery/").evaluate("""() => [...document.querySelectorAll(".picture svg text")].map(
      e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a)""")

    assert sizes
    assert min(sizes) >= 12


def test_the_first_tab_stop_leads_to_the_main_content(opened):
    page = opened("/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_line_of_the_error_summary_leads_to_its_field(opened):
    page = opened("/gallery/")
    page.locator("[data-error-summary] a").first.click()

    assert page.evaluate("document.activeElement.id") == "wrong_legal_name"


FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(e => e.type !== "hidden" && e.checkVisibility() && !e.matches("[type=radio]")).length"""
HERE = """() => { const e = document.activeElement; if (e === document.body) return null;
  window.walk ??= new Map(); if (!walk.has(e)) walk.set(e, walk.size);
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {number: walk.get(e), radio: e.type === "radio", ring: style.outlineStyle !== "none",
          seen: !top || e.contains(top) || top.contains(e) || !!top.closest("label")} }"""


def by_keyboard(page) -> list[str]:
    """What is wrong with a walk from the top of the page to its end: each control once, in order, ringed, in sight."""
    page.evaluate("document.querySelector('.skip').focus()")
    controls, stops = page.evaluate(FOCUSABLE), [page.evaluate(HERE)]
    for _ in range(controls + 40):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if stop is None or stop["number"] == 0:
            break
        if stop["number"] != stops[-1]["number"]:  # a date has several stops of its own
            stops.append(stop)
    found = [] if [stop["number"] for stop in stops] == list(range(len(stops))) else ["the keyboard goes in circles"]
    reached = len([stop for stop in stops if not stop["radio"]])
    found += [] if reached == controls else [f"the keyboard reaches {reached} of {controls} controls"]
    found += [] if all(stop["ring"] and stop["seen"] for stop in stops) else ["a stop without a ring, or out of sight"]
    return found
