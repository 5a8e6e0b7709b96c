"""The pages of a survey in a real browser: on a tablet, on a phone, without scripts, in two windows at once."""

import re

import pytest
from django.test import Client

from qcp import clock
from surveys.actions import survey as actions
from surveys.models import Finding
from tests.factories.surveys import arranged, enlist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIVED = re.compile(r"Received \d")
SMALL = """() => [...document.querySelectorAll(
  'main a, main button, main .usa-radio, main .usa-checkbox, main textarea')]
  .filter(e => e.offsetParent && !(e.matches('a') && e.closest('p')))
  .map(e => [e.innerText || e.name, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 48 || box.height < 48).map(([name]) => name)"""


@pytest.fixture
def survey(sam, olivia, stella):
    enlist(sam)
    return actions.begin(arranged(sam, olivia, stella, on=clock.today()), by=sam)


@pytest.fixture
def sheet(page, live_server, sign_in, sam, survey):
    """The findings page on Sam's tablet."""
    sign_in(sam)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(f"{live_server.url}/field/{survey.pk}/")
    return page


def first(survey):
    return Finding.objects.get(pk=survey.findings()[0].pk)


def card(page, number=0):
    return page.locator("[data-card]").nth(number)


def test_axe_finds_nothing_on_any_page_of_a_survey(page, live_server, sign_in, violations, survey, sam, olivia):
    found = {}
    tracers = f"/field/{{}}/charts/{survey.visits.first().pk}/tracer/"
    own = ("/surveys/{}/", "/field/{}/", "/field/{}/sign/", tracers, "/field/unsent/")
    for user, paths in ((sam, own), (olivia, ("/surveys/{}/",))):
        sign_in(user)
        for path in paths:
            page.goto(live_server.url + path.format(survey.pk))
            found[user.name, path] = violations(page)

    assert {place: what for place, what in found.items() if what} == {}


@pytest.mark.parametrize("size", [(768, 1024), (1024, 768)])
def test_every_target_can_be_hit_with_a_thumb(sheet, size):
    sheet.set_viewport_size({"width": size[0], "height": size[1]})

    assert sheet.evaluate(SMALL) == []


def test_a_phone_never_scrolls_sideways(sheet):
    sheet.set_viewport_size({"width": 320, "height": 560})

    assert sheet.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_rating_is_kept_without_pressing_anything_and_the_page_says_so(said, sheet, survey):
    card(sheet).get_by_text("Partially met").click()
    sheet.locator("[data-kept]").get_by_text(RECEIVED).wait_for()

    assert first(survey).rating == "partially_met"
    assert "1 of 8 rated, 1 needs a note" in said()
    assert [text for text in said() if RECEIVED.search(text)]


def test_two_tablets_that_differ_are_both_kept_until_one_is_chosen(sheet, browser, session_of, survey, sam):
    second = browser.new_context(service_workers="block")
    second.add_cookies(session_of(sam))
    other = second.new_page()
    other.goto(sheet.url)
    card(sheet).get_by_text("Not met").click()
    sheet.locator("[data-kept]").get_by_text(RECEIVED).wait_for()
    card(other).get_by_text("Partially met").click()
    other.get_by_text("Two answers stand beside each other. Open the page anew").wait_for()

    other.reload()
    other.get_by_role("button", name="Keep “Partially met”").click()
    other.get_by_text("your choice is kept").wait_for()
    other.locator("[data-kept]").get_by_text(RECEIVED).wait_for()

    assert (first(survey).rating, first(survey).clashes) == ("partially_met", 0)
    second.close()


def test_without_scripts_the_page_does_all_but_save_by_itself(browser, live_server, sam, survey):
    client = Client()
    client.force_login(sam)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": n, "value": c.value, "url": live_server.url} for n, c in client.cookies.items()])
    page = context.new_page()
    page.goto(f"{live_server.url}/field/{survey.pk}/")

    page.locator('[data-card] input[value="met"]').first.check()
    page.get_by_role("button", name="Save", exact=True).click()

    assert "Saved. 1 of 8 rated" in page.content()
    assert first(survey).rating == "met"
    context.close()
