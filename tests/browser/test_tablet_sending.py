"""Sending from the tablet: whatever comes back, nothing is lost or arrives twice, and the page says how it stands."""

import json
import os
import random
import re

import pytest
from playwright.sync_api import expect

from surveys.models import Operation

from .tablets import first

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECEIVED = re.compile(r"Received \d")
SWITCHES = int(os.environ.get("QCP_SWITCHES", "20"))
BURSTS = int(os.environ.get("QCP_BURSTS", "3"))
BOX = "[data-card] input[type=checkbox]"
TEN_INPUTS = """round => { const boxes = [...document.querySelectorAll('[data-card] input[type=checkbox]')];
    for (let n = 0; n < 8; n++) boxes[(n + round) % boxes.length].click();
    for (const note of [...document.querySelectorAll('[data-card] textarea[name$=notes]')].slice(0, 2)) {
        note.value = `round ${round}`; note.dispatchEvent(new Event('input', {bubbles: true})); } }"""
STANDS = """() => [...document.querySelectorAll('[data-card]')].map(card => [card.dataset.finding,
    [...card.querySelectorAll('input[type=checkbox]:checked')].map(box => box.value).sort(),
    card.querySelector('textarea[name$=notes]').value])"""


def agree(tablet, survey):
    """What stands on the page is what the portal has."""
    stored = {str(each.pk): (each.methods, each.notes) for each in survey.findings()}
    return all(stored[finding] == (methods, notes) for finding, methods, notes in tablet.page.evaluate(STANDS))


FAULTS = {
    "an error of the portal": {"status": 500, "body": "<html>Sorry</html>"},
    "an error before the portal": {"status": 502, "body": ""},
    "closed for work": {"status": 503, "headers": {"Retry-After": "1"}, "body": ""},
    "asked to slow down": {"status": 429, "headers": {"Retry-After": "1"}, "body": ""},
    "garbage": {"status": 200, "body": "{]"},
    "another page": {"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi of the clinic: sign in</h1>"},
    "another list": {"status": 200, "content_type": "application/json", "body": '{"receipts": 7}'},
}


def answering(fault):
    return lambda route: route.fulfill(**fault)


def test_whatever_else_is_answered_nothing_is_lost_and_it_goes_out_by_itself(tablet, survey):
    for number, fault in enumerate(FAULTS.values()):
        tablet.page.route("**/sync", answering(fault))
        tablet.page.locator(BOX).nth(number).click()
        tablet.says(re.compile("1 change kept on this tablet; the next try is"))
        tablet.page.unroute("**/sync")
        tablet.says(RECEIVED)

    assert (Operation.objects.count(), agree(tablet, survey)) == (len(FAULTS), True)


def test_too_much_at_once_is_sent_in_parts_and_what_is_too_long_stands_alone(tablet, survey):
    away = [True]

    def refuse(route):
        sent = route.request.post_data or ""
        if away:
            route.abort()
        elif "too long" in sent or sent.count("op_id") > 1:
            route.fulfill(status=413, body="")
        else:
            route.continue_()

    tablet.page.route("**/sync", refuse)
    tablet.card(1).locator("textarea").first.fill("This is too long.")
    for number in range(2):
        tablet.card(number).get_by_text("Not met", exact=True).click()
    tablet.says("Offline. 3 changes kept")
    away.clear()
    tablet.page.get_by_role("button", name="Send now").click()

    tablet.says("1 not taken.")
    assert "longer than the portal takes" in tablet.page.locator("[data-refused]").inner_text()
    tablet.card().locator("[data-card-state]").get_by_text(RECEIVED).wait_for()
    assert first(survey).rating == "not_met"
    assert survey.findings()[1].notes == ""


def test_a_change_over_which_the_portal_stumbles_stops_no_other(tablet, survey):
    def stumble(route):
        route.fulfill(status=500, body="") if "poison" in (route.request.post_data or "") else route.continue_()

    tablet.page.route("**/sync", stumble)
    tablet.card().locator("textarea").first.fill("poison")
    tablet.says("1 change kept on this tablet; the next try is")
    tablet.card(1).get_by_text("Not met", exact=True).click()
    tablet.card(1).locator("[data-card-state]").get_by_text(RECEIVED).wait_for()

    tablet.page.unroute("**/sync")
    tablet.page.get_by_role("button", name="Send now").click()
    tablet.says(RECEIVED)
    assert [finding.rating or finding.notes for finding in survey.findings()[:2]] == ["poison", "not_met"]


def test_a_wish_to_wait_is_obeyed_and_the_portals_return_is_noticed_without_being_told(tablet, survey):
    asked = []

    def busy(route):
        asked.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "120"}, body="")

    tablet.page.clock.install()
    tablet.page.reload()
    tablet.says(RECEIVED)
    tablet.page.route("**/sync", busy)
    tablet.page.locator(BOX).first.click()
    tablet.page.clock.run_for(2_000)
    tablet.says("the next try is in about 2 minutes")
    tablet.page.clock.run_for(100_000)
    assert len(asked) == 1

    tablet.page.unroute("**/sync")
    for address in ("**/sync", "**/healthz"):
        tablet.page.route(address, lambda route: route.abort())
    tablet.page.clock.run_for(600_000)
    tablet.says("Offline. 1 change kept on this tablet, not received yet.")
    for address in ("**/sync", "**/healthz"):
        tablet.page.unroute(address)
    with tablet.page.expect_response("**/sync"):
        with tablet.page.expect_response("**/healthz"):
            tablet.page.clock.run_for(10_000)
        tablet.page.clock.resume()
    tablet.says(RECEIVED)
    assert Operation.objects.count() == 1


def test_two_windows_send_one_after_the_other_and_both_hear_of_it(tablet, survey):
    flying, most = set(), []

    def begins(request):
        if request.url.endswith("/sync"):
            flying.add(request)
            most.append(len(flying))

    other = tablet.context.new_page()
    other.goto(tablet.address)
    for page in (tablet.page, other):
        tablet.says(RECEIVED, page)
    tablet.context.on("request", begins)
    for over in ("requestfinished", "requestfailed"):
        tablet.context.on(over, lambda request: flying.discard(request))

    tablet.card(0).get_by_text("Not met", exact=True).click()
    tablet.card(1, other).get_by_text("Partially met").click()
    for page in (tablet.page, other):
        tablet.says(RECEIVED, page)
        page.wait_for_function("() => document.querySelectorAll('[data-card] input[type=radio]:checked').length === 2")

    assert (Operation.objects.count(), max(most)) == (2, 1)


def test_a_page_with_an_older_token_fetches_a_new_one(tablet, survey):
    tablet.context.clear_cookies(name=re.compile("csrf"))
    tablet.card().get_by_text("Not met", exact=True).click()
    tablet.says(RECEIVED)

    assert first(survey).rating == "not_met"


def test_what_was_typed_when_the_window_is_closed_leaves_with_it_and_is_there_in_the_next_one(tablet, survey, between):
    """The page's clock stands still: nothing that waits for its time can have sent it."""
    tablet.address = tablet.address.replace(tablet.server, between.url)
    tablet.page.goto(tablet.address)
    tablet.until_kept()
    tablet.says(RECEIVED)
    closing, tablet.page = tablet.page, tablet.context.new_page()
    closing.clock.install()
    closing.clock.pause_at(closing.evaluate("Date.now()") / 1000 + 60)
    before = between.received.qsize()
    closing.locator("[data-card]").first.locator("textarea").first.fill("Closed at once.")
    assert between.received.qsize() == before
    closing.close(run_before_unload=True)

    (change,) = until_changes(between)
    tablet.page.clock.resume()

    assert (change["field"], change["value"]) == ("notes", "Closed at once.")
    tablet.page.goto(tablet.address)
    expect(tablet.card().locator("textarea").first).to_have_value("Closed at once.")
    tablet.says(RECEIVED)
    assert first(survey).notes == "Closed at once."


def until_changes(between) -> list:
    """The changes of the first request that brings any."""
    while not (changes := json.loads(between.received.get(timeout=60))["operations"]):
        pass
    return changes


def test_the_network_coming_and_going_changes_nothing(tablet, survey):
    dice = random.Random(2)
    boxes = tablet.page.locator(BOX).count()
    for number in range(SWITCHES):
        tablet.context.set_offline(bool(number % 2))
        tablet.page.locator(BOX).nth(dice.randrange(boxes)).click()
        tablet.card(dice.randrange(2)).locator("textarea").first.fill(f"Note {number}")
        if dice.random() < 0.3:
            tablet.page.reload() if not number % 2 else tablet.says("kept")
    tablet.says("Offline.")
    tablet.context.set_offline(False)
    tablet.says(RECEIVED)

    assert agree(tablet, survey)


def test_ten_inputs_at_once_are_all_kept(tablet, survey):
    for number in range(BURSTS):
        tablet.page.evaluate(TEN_INPUTS, number)
        tablet.says(RECEIVED)
        assert agree(tablet, survey), number
