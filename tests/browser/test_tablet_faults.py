"""What the portal, the network or the tablet's own memory does wrong: with a signature, with photos, with a reading."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from surveys.models import Photo, Survey
from surveys.states import State
from tests.qcp.documents import paper
from tests.surveys.conftest import rate_all

from .tablets import first
from .test_tablet_life import until
from .test_tablet_sending import FAULTS, answering
from .test_tablet_words import FREE, HOLDS, SLOW_MEMORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECEIVED = re.compile(r"Received \d")
NETWORK_IS_BACK = "() => { dispatchEvent(new Event('online')); }"
PATIENCE = """() => { window.waits = []; AbortSignal.timeout = most => { const wait = new AbortController();
    window.waits.push([most, wait]); return wait.signal; }; }"""  # a minute passes when the test says so
A_MINUTE_PASSES = """() => window.waits.splice(0).map(([most, wait]) => {
    if (most <= 60000) wait.abort(new DOMException('', 'TimeoutError')); return most; })"""
THREE_MINUTES_PASS = A_MINUTE_PASSES.replace("60000", "180000")
NO_PHOTO_GOES = "async () => !(await navigator.locks.query()).held.some(each => each.name === 'qcp-photos-send')"
FORGETFUL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'UnknownError'); }; }"
TOLD_LATE = """([survey, findings]) => { const other = new BroadcastChannel('qcp-field-' + survey);
    const told = (finding, revision, text) => other.postMessage(
        {receipts: [], answers: [{finding, field: 'notes', values: [text], revision}]});
    told(findings[0], 1, 'An older word.'); told(findings[1], 1, 'A word of the other window.'); }"""


def hang(route):
    """It never answers."""


class Gate:
    """Lets the tablet name its photos, or not: a round that its own patience begins gets nowhere meanwhile."""

    def open(self):
        self.is_open = True

    def close(self):
        self.is_open = False

    __init__ = open

    def __call__(self, route):
        route.continue_() if self.is_open else route.abort()


@pytest.fixture
def signing(tablet, survey, sam):
    """Everything is rated, and Sam signs where there is no network."""
    rate_all(survey, sam)
    tablet.page.reload()
    tablet.says(RECEIVED)
    tablet.context.set_offline(True)
    tablet.card().locator("textarea").first.fill("A last word.")
    tablet.says("Offline. 1 change kept")
    tablet.page.get_by_role("link", name="Sign and submit").click()
    tablet.page.get_by_label("Your name, as it stands on your account").fill("Sam")
    tablet.page.get_by_role("button", name="Sign on this tablet").click()
    tablet.says("Signed, not yet received. 1 change kept on this tablet; they go first.")
    return tablet


def test_whatever_is_answered_to_a_signature_it_is_sent_again(signing, survey):
    page, says = signing.page, {}
    page.route("**/signed", lambda route: says["now"](route))
    for fault in ("an error of the portal", "garbage", "another page", "another list"):
        with page.expect_response("**/signed"):
            says["now"] = answering(FAULTS[fault])
            signing.context.set_offline(False)
            page.evaluate(NETWORK_IS_BACK)
        signing.says(re.compile("Signed, not yet received. (The portal does not|Something else).*; the next try is"))
    page.evaluate(PATIENCE)
    with page.expect_request("**/signed"):
        says["now"] = hang
        page.evaluate(NETWORK_IS_BACK)
    page.evaluate(A_MINUTE_PASSES)
    signing.says("Signed, not yet received. It goes out when there is a network.")

    def ask_for_a_second(route):
        says["now"] = lambda route: route.continue_()
        route.fulfill(**FAULTS["asked to slow down"])

    says["now"] = ask_for_a_second
    page.evaluate(NETWORK_IS_BACK)  # and then by itself

    page.wait_for_url(f"**/surveys/{survey.pk}/")
    page.get_by_role("heading", name="Findings").wait_for()
    assert Survey.objects.get().state == State.FINDINGS_SUBMITTED


def test_what_is_written_while_the_signature_is_on_its_way_is_not_lost(signing, survey):
    page, held = signing.page, []
    page.route("**/signed", lambda route: held.append(route))
    with page.expect_request("**/signed"):
        signing.context.set_offline(False)
    signing.card(1).locator("textarea").first.fill("Seen at the last moment.")
    signing.card(1).locator("[data-card-state]").get_by_text("On this tablet").wait_for()
    held[0].continue_()

    signing.says("1 not taken.")

    assert "Seen at the last moment." in page.locator("[data-refused]").inner_text()
    assert Survey.objects.get().state == State.FINDINGS_SUBMITTED


def test_whatever_is_answered_to_a_photo_it_arrives_once_and_no_other_waits_for_it(tablet, survey, settings):
    settings.FIELD_PHOTOS = True
    page = tablet.page
    page.reload()
    tablet.says(RECEIVED)
    page.evaluate(PATIENCE)
    gate, shots = Gate(), [paper.picture("JPEG", size=(64, 48 + number)) for number in range(2)]
    poison = hashlib.sha256(shots[0]).hexdigest()

    def stumble(route):
        route.fulfill(status=500, body="Sorry") if poison in (route.request.post_data or "") else route.continue_()

    page.route("**/photos/", gate)
    page.route("**/uploads/", stumble)
    tablet.card().locator("[data-photo]").set_input_files(
        [{"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": shot} for shot in shots]
    )
    photos = tablet.card().locator("[data-photos-of]")
    photos.get_by_text("Photo 2: Received.").wait_for()
    photos.get_by_text("Photo 1: On this tablet. The portal stumbles over it; the next try is").wait_for()
    gate.close()
    until(page, NO_PHOTO_GOES)
    page.unroute("**/uploads/")
    for place in ("**/photos/", "**/uploads/", "**/parts/0/", "**/whole/"):
        for wrong in (answering(FAULTS["an error before the portal"]), answering(FAULTS["another page"]), hang):
            until(page, NO_PHOTO_GOES)
            page.route(place, wrong)
            with page.expect_request(place):
                gate.open()
                page.evaluate(NETWORK_IS_BACK)
            gate.close()
            page.evaluate(THREE_MINUTES_PASS)
            page.unroute(place)
    until(page, NO_PHOTO_GOES)
    gate.open()
    page.evaluate(NETWORK_IS_BACK)

    photos.get_by_text("Photo 1: Received.").wait_for()
    assert Photo.objects.exclude(stored=None).count() == Photo.objects.count() == 2


def test_a_reading_of_the_memory_never_replaces_what_was_typed_meanwhile(tablet, survey):
    note, page = tablet.card().locator("textarea").first, tablet.page
    tablet.says(RECEIVED)
    tablet.context.set_offline(True)
    note.fill("An old word.")
    tablet.says("Offline. 1 change kept")
    page.add_init_script(f"({SLOW_MEMORY})()")
    page.reload()
    page.wait_for_function(HOLDS)
    note.fill("A new word.")
    page.evaluate(FREE)
    tablet.says("2 changes kept")
    expect(note).to_have_value("A new word.")

    tablet.context.set_offline(False)
    page.evaluate("window.held = null")
    tablet.says(RECEIVED)
    page.evaluate(TOLD_LATE, [str(survey.pk), [str(each.pk) for each in survey.findings()[:2]]])
    expect(tablet.card(1).locator("textarea").first).to_have_value("A word of the other window.")
    expect(note).to_have_value("A new word.")
    assert first(survey).notes == "A new word."


def test_a_tablet_that_keeps_nothing_saves_as_any_other_page(tablet, survey):
    tablet.says(RECEIVED)
    tablet.page.evaluate(FORGETFUL)
    tablet.card().locator("textarea").first.fill("Chart 3 has no second signature.")
    tablet.says("This tablet cannot keep it (UnknownError). Press Save while you have a network")
    tablet.page.get_by_role("button", name="Save", exact=True).click()
    tablet.page.get_by_text("Saved. 0 of 8 rated").wait_for()
    tablet.says(RECEIVED)

    assert first(survey).notes == "Chart 3 has no second signature."
