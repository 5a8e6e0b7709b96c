"""Five minutes before the end of an unused session; one press goes on."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def calendar(page, live_server, sign_in, olivia):
    """A page with something to press, under a clock that we turn."""
    sign_in(olivia)
    page.clock.install()
    page.goto(live_server.url + "/calendar/")
    return page


def test_the_warning_comes_five_minutes_before_and_takes_the_focus(calendar):
    button = calendar.get_by_role("button", name="Make my calendar address")
    button.focus()
    calendar.clock.fast_forward("24:50")
    expect(calendar.get_by_role("alertdialog")).to_be_hidden()

    calendar.clock.fast_forward("00:15")

    expect(calendar.get_by_role("alertdialog")).to_be_visible()
    expect(calendar.get_by_role("button", name="Stay signed in")).to_be_focused()


def test_one_press_extends_the_session_and_gives_the_focus_back(calendar):
    button = calendar.get_by_role("button", name="Make my calendar address")
    button.focus()
    calendar.clock.fast_forward("25:10")

    with calendar.expect_response("**/alive/") as answer:
        calendar.get_by_role("button", name="Stay signed in").click()

    assert answer.value.status == 204
    expect(calendar.get_by_role("alertdialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_escape_means_to_stay(calendar):
    calendar.clock.fast_forward("25:10")

    with calendar.expect_response("**/alive/"):
        calendar.keyboard.press("Escape")

    expect(calendar.get_by_role("alertdialog")).to_be_hidden()


def test_after_the_end_it_says_that_what_was_typed_is_still_there(calendar):
    calendar.clock.fast_forward("30:10")

    expect(calendar.get_by_role("alertdialog")).to_contain_text("What you typed is still on this page")
    expect(calendar.get_by_role("link", name="Sign in (new tab)")).to_be_focused()


def test_typing_counts_as_use_but_an_open_page_does_not(page, live_server, sign_in, stella):
    sign_in(stella)
    page.clock.install()
    page.goto(live_server.url + "/gallery/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/alive/" in request.url else None)

    page.clock.fast_forward("10:00")
    assert asked == []
    with page.expect_response("**/alive/"):
        page.get_by_label("Remarks").first.press_sequentially("We")
    page.clock.fast_forward("20:00")

    assert len(asked) == 1
    expect(page.get_by_role("alertdialog")).to_be_hidden()


def test_visitors_are_not_asked(page, live_server):
    page.goto(live_server.url + "/")

    assert page.locator("dialog").count() == 0
