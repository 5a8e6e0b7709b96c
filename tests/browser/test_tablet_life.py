"""The life of a tablet: before the visit, a full or wrongly set one, newer and older pages, signing, signing out."""

import re

import pytest

from surveys.models import Operation, Survey
from surveys.states import State
from tests.surveys.conftest import rate_all

from .tablets import first

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECEIVED = re.compile(r"Received \d")
DATABASES = "async () => (await indexedDB.databases()).map(each => each.name)"
CACHES = "async () => caches.keys()"
GONE = """async () => !(await navigator.serviceWorker.getRegistrations()).length
    && (await caches.keys()).every(name => name === 'qcp-reserve')"""
KEPT = """async () => (await Promise.all((await caches.keys()).map(async name =>
    (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat()"""
NEWER = """async () => {
    const { name } = (await indexedDB.databases()).find(each => each.name.startsWith('qcp-field-'));
    await new Promise(done => { const o = indexedDB.open(name, 7);
      o.onupgradeneeded = () => o.result.createObjectStore('things of a newer page');
      o.onsuccess = () => { o.result.close(); done(); }; }); }"""
FIFTY = """async ([findings, user, survey]) => {
    const { open } = await import('/static/js/field/store.js'), store = await open(user);
    for (let number = 0; number < 48; number++) {
        store.leave();
        await store.keep(survey, findings[number % findings.length], 'notes', 'Note ' + number, 0);
    } }"""  # as if they had been written one visit after the other
FILL = """async () => { const big = await caches.open('ballast');
    for (let n = 0; n < 200; n++) { try { await big.put('/ballast/' + n, new Response(new Uint8Array(262144))); }
    catch (error) { return error.name; } } return 'room for all'; }"""
NEAR = """() => { const all = [...document.querySelectorAll('.field-page a, .field-page button, .field-page summary,'
      + ' .field-page .usa-radio, .field-page .usa-checkbox, .field-page textarea')]
      .filter(e => e.offsetParent && !e.closest('.field-bar') && !(e.matches('a') && e.closest('p')));
    const boxes = all.map(e => [e.innerText || e.name, e.getBoundingClientRect()]);
    const near = ([, a], [, b]) => Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
    const small = boxes.filter(([, box]) => box.width < 48 || box.height < 48).map(([name]) => name);
    const close = boxes.flatMap((a, n) => boxes.slice(n + 1).filter(b => near(a, b) < 7.9).map(b => [a[0], b[0]]));
    return [...small, ...close]; }"""


def until(page, true):
    """A predicate that is a promise is not waited for by wait_for_function."""
    while not page.evaluate(true):
        page.wait_for_timeout(50)


def hold_back(tablet):
    """What is typed stays on the tablet, as if the portal could not be reached."""
    tablet.page.route("**/sync", lambda route: route.abort())
    tablet.card(0).get_by_text("Not met", exact=True).click()
    tablet.card(1).get_by_text("Partially met").click()
    tablet.says("Offline. 2 changes kept on this tablet, not received yet.")


def hold_back_fifty(tablet, survey):
    hold_back(tablet)
    ids = [str(each.pk) for each in survey.findings()]
    tablet.page.evaluate(FIFTY, [ids, str(survey.surveyor_id), str(survey.pk)])


def test_only_pages_of_the_field_are_kept_and_they_tell_no_answers(tablet, survey):
    tablet.page.goto(tablet.server + "/home/")
    tablet.page.goto(tablet.address)
    tablet.says(RECEIVED)

    assert {re.match(r"/(field|static|files)/", path) is not None for path in tablet.page.evaluate(KEPT)} == {True}


def test_switched_off_the_worker_and_its_pages_go_at_one_load_and_what_waits_is_sent(tablet, survey, settings):
    hold_back_fifty(tablet, survey)
    settings.FIELD_OFFLINE = False
    tablet.page.reload()
    until(tablet.page, GONE)
    tablet.says("Offline. 50 changes kept on this tablet, not received yet.")
    settings.FIELD_OFFLINE = True
    tablet.page.reload()  # and on again: another worker, the same changes
    tablet.until_kept()
    tablet.says("Offline. 50 changes kept on this tablet, not received yet.")

    tablet.page.unroute("**/sync")
    tablet.says(RECEIVED)
    assert Operation.objects.count() == 50


def test_a_page_goes_on_with_the_memory_that_a_newer_page_has_changed(tablet, survey):
    hold_back_fifty(tablet, survey)
    tablet.page.evaluate(NEWER)
    tablet.card(0).locator("textarea").first.fill("Written by the older page.")
    tablet.says("Offline. 51 changes kept")
    tablet.page.reload()
    tablet.says("Offline. 51 changes kept")

    tablet.page.unroute("**/sync")
    tablet.says(RECEIVED)
    assert (first(survey).rating, first(survey).notes) == ("not_met", "Written by the older page.")
    assert Operation.objects.count() == 51


def test_on_a_full_tablet_text_is_still_kept(tablet, survey):
    tablet.context.set_offline(True)
    session = tablet.context.new_cdp_session(tablet.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": tablet.server, "quotaSize": 5_000_000})
    assert tablet.page.evaluate(FILL) == "QuotaExceededError"

    tablet.card().locator("textarea").first.fill("Still kept. " * 300)
    tablet.says("1 change kept on this tablet")
    tablet.page.reload()
    tablet.says("Offline. 1 change kept")
    assert tablet.card().locator("textarea").first.input_value() == ("Still kept. " * 300).strip()


@pytest.mark.parametrize("megabytes", [2, 50])
def test_on_a_full_tablet_a_photo_is_refused_in_words_and_what_waits_can_be_saved(tablet, survey, settings, megabytes):
    settings.FIELD_PHOTOS = True
    tablet.page.evaluate("caches.delete('qcp-field-pages-1')")
    tablet.page.reload()
    tablet.until_kept()
    tablet.context.close()  # a browser asks anew how much room there is
    tablet.context = tablet.start(offline=True)
    tablet.page = tablet.context.pages[0]
    session = tablet.context.new_cdp_session(tablet.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": tablet.server, "quotaSize": megabytes * 2**20})
    tablet.page.goto(tablet.address)
    tablet.says("Offline.")
    assert tablet.page.evaluate(FILL) == "QuotaExceededError"

    shot = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8" + bytes(400_000)}
    tablet.card().locator("[data-photo]").set_input_files(shot)
    tablet.card().get_by_text("This tablet is too full for photos. Text is still kept").wait_for()
    tablet.card().locator("textarea").first.fill("Still kept. " * 300)
    tablet.says("1 change kept on this tablet")
    with tablet.page.expect_download() as saved:
        tablet.card().get_by_role("button", name="Save what waits as a file").click()
    assert "Still kept. Still kept." in saved.value.path().read_text()


def test_a_clock_that_is_a_day_ahead_is_told_once_and_harms_nothing(tablet, survey):
    tablet.page.clock.install(time=tablet.page.evaluate("Date.now()") / 1000 + 86_400)
    tablet.page.reload()
    tablet.page.get_by_text("The clock of this tablet is 24 hours ahead.").wait_for()
    tablet.card().get_by_text("Not met", exact=True).click()
    tablet.says(RECEIVED)
    tablet.page.reload()
    tablet.says(RECEIVED)

    assert tablet.page.get_by_text("The clock of this tablet").count() == 0
    assert 86_000 < Operation.objects.get().skew_seconds < 86_800


@pytest.mark.parametrize("size", [(768, 1024), (1024, 768)])
def test_every_target_has_its_size_and_room_also_with_letters_twice_as_large(tablet, size):
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})
    tablet.says(RECEIVED)
    assert tablet.page.evaluate(NEAR) == []

    tablet.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tablet.page.evaluate(NEAR) == []
    assert tablet.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_signed_without_a_network_it_counts_once_received_and_nothing_stays_here(tablet, survey, sam):
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

    tablet.context.set_offline(False)
    tablet.page.wait_for_url(f"**/surveys/{survey.pk}/")
    tablet.page.get_by_role("heading", name="Findings").wait_for()

    assert (Survey.objects.get().state, first(survey).notes) == (State.FINDINGS_SUBMITTED, "A last word.")


def test_a_signature_that_is_not_taken_says_why(tablet, survey, sam):
    rate_all(survey, sam)
    tablet.page.reload()
    tablet.says(RECEIVED)
    tablet.context.set_offline(True)
    tablet.card().locator("textarea").first.fill("Seen.")
    tablet.says("Offline. 1 change kept")
    tablet.page.get_by_role("link", name="Sign and submit").click()
    tablet.page.get_by_label("Your name, as it stands on your account").fill("Samantha")
    tablet.page.get_by_role("button", name="Sign on this tablet").click()
    tablet.context.set_offline(False)

    tablet.page.get_by_text("Not signed: Sign with your name as it stands on your account: Sam.").wait_for()


def test_signing_out_asks_about_unsent_work_and_without_any_leaves_nothing(tablet, survey):
    hold_back(tablet)
    tablet.page.get_by_role("button", name="Sign out").click()
    tablet.page.get_by_text("2 changes are on this tablet only").wait_for()
    tablet.page.get_by_role("button", name="Stay signed in").click()

    tablet.page.unroute("**/sync")
    tablet.page.get_by_role("button", name="Send now").click()
    tablet.says(RECEIVED)
    tablet.page.get_by_role("button", name="Sign out").click()
    tablet.page.get_by_text("Not signed in").wait_for()

    assert not [name for name in tablet.page.evaluate(DATABASES) if name.startswith("qcp-field-")]
    assert tablet.page.evaluate(CACHES) == []
