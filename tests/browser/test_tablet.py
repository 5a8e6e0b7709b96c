"""The findings page where there is no network: what is typed stays on the tablet until the portal has it."""

import re

import pytest
from playwright.sync_api import expect

from applications.models import Standard
from surveys.models import Operation
from tests.factories.papers import cite

from .tablets import first

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIVED = re.compile(r"Received \d")


TICK = "boxes => boxes.forEach(box => { box.checked = true })"  # as a tool does it, without telling the page


def test_what_is_typed_offline_is_kept_in_words_and_sent_when_the_network_is_back(tablet, survey):
    tablet.context.set_offline(True)
    tablet.card().get_by_text("Not met").click()
    tablet.says("Offline. 1 change kept on this tablet, not received yet.")
    assert tablet.page.locator("[data-progress]").inner_text() == "1 of 8 rated, 1 needs a note"

    tablet.context.set_offline(False)
    tablet.says(RECEIVED)

    assert first(survey).rating == "not_met"


def test_it_opens_with_the_portal_gone_from_a_cold_start_with_what_was_typed_there(tablet, survey, second_server):
    tablet.address = tablet.address.replace(tablet.server, second_server.url)
    tablet.page.goto(tablet.address)
    tablet.until_kept()
    second_server.thread.terminate()
    tablet.card().locator("textarea").first.fill("Chart 3 has no second signature.")
    tablet.says("1 change kept")

    tablet.context.close()
    tablet.open()

    expect(tablet.card().locator("textarea").first).to_have_value("Chart 3 has no second signature.")
    tablet.says("Offline. 1 change kept on this tablet, not received yet.")


def test_every_page_of_the_survey_and_every_policy_cited_opens_without_a_network(tablet, survey, olivia):
    Standard.objects.filter(code="1.1").update(how_to_interpret="Both nurses look at the same time.")
    cite(survey.application, Standard.objects.get(code="1.1"), by=olivia)
    tablet.page.reload()
    tablet.until_kept("The written policies that the standards cite are on this tablet.")
    tablet.context.set_offline(True)

    for link in tablet.page.locator(".field-places a[href^='?']").evaluate_all("links => links.map(link => link.href)"):
        tablet.page.goto(link)
        assert tablet.page.locator("[data-card]").count() > 0, link
    tablet.page.goto(tablet.address)
    tablet.card().get_by_text("How to judge it").click()
    expect(tablet.card().get_by_text("Both nurses look at the same time.")).to_be_visible()
    tablet.card().get_by_text("The practice's policies").click()
    tablet.card().get_by_role("link", name="Handling of spills").click()
    picture = tablet.page.locator("#page-2 img")
    picture.scroll_into_view_if_needed()
    tablet.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())


def test_an_answer_that_was_lost_on_the_way_back_leaves_one_change(tablet, survey):
    def lost(route):
        route.fetch()
        route.abort()

    tablet.page.route("**/sync", lost, times=1)
    tablet.card().get_by_text("Not met").click()
    tablet.says(RECEIVED)

    assert (first(survey).rating, Operation.objects.count()) == ("not_met", 1)


def test_signed_out_it_goes_on_writing_and_sends_after_signing_in(tablet, survey):
    tablet.context.clear_cookies()
    tablet.card().get_by_text("Not met").click()
    tablet.says("You are signed out. 1 change kept on this tablet until you sign in.")
    assert tablet.page.get_by_role("link", name="Sign in again").is_visible()

    tablet.context.add_cookies(tablet.cookies)
    tablet.says(RECEIVED)

    assert first(survey).rating == "not_met"


def test_save_and_go_on_leads_on_without_a_network_and_nothing_stays_behind(tablet, survey):
    tablet.until_kept()
    tablet.context.set_offline(True)
    tablet.card().get_by_text("Not met").click()
    tablet.says("1 change kept")
    tablet.page.get_by_role("button", name="Save and go on").click()
    tablet.page.wait_for_url("**domain=2**")
    tablet.says("Offline. 1 change kept on this tablet, not received yet.")

    tablet.context.set_offline(False)
    tablet.says(RECEIVED)

    assert first(survey).rating == "not_met"


def test_a_survey_written_page_by_page_can_be_signed(tablet, survey):
    pages = tablet.page.evaluate("JSON.parse(document.querySelector('[data-field-form]').dataset.pages)")
    for place in [each for each in pages if "domain=" in each]:
        tablet.page.goto(tablet.address.split("/field/")[0] + place)
        tablet.page.locator("[data-card] [type=radio][value=met]").evaluate_all(TICK)
        tablet.page.locator("[data-card] [type=checkbox]").evaluate_all(TICK)
        with tablet.page.expect_navigation():
            tablet.page.get_by_role("button", name="Save", exact=True).click()

    tablet.page.goto(f"{tablet.address}sign/")

    expect(tablet.page.get_by_label("Your name")).to_be_visible()


def test_a_change_that_is_not_taken_is_shown_alone_and_can_be_dropped(tablet, survey):
    tablet.card().locator("textarea").first.fill("MRN 4711")
    tablet.card(1).get_by_text("Not met").click()
    tablet.says("1 not taken.")
    assert "patient's identifier" in tablet.page.locator("[data-refused]").inner_text()

    tablet.page.get_by_role("button", name="Drop this change").click()
    tablet.page.locator("[data-refused]").wait_for(state="hidden")

    assert survey.findings()[1].rating == "not_met"


def test_the_tablet_keeps_no_readable_text(tablet, survey):
    tablet.context.set_offline(True)
    tablet.card().locator("textarea").first.fill("A sentence that nobody else should read.")
    tablet.says("1 change kept")

    kept = tablet.page.evaluate(EVERYTHING)

    assert "A sentence" not in kept and '"tries"' in kept


EVERYTHING = """async () => {
  const name = (await indexedDB.databases()).find(each => each.name.startsWith('qcp-field-')).name;
  const database = await new Promise(done => { const o = indexedDB.open(name); o.onsuccess = () => done(o.result); });
  const all = await new Promise(done => {
    const asked = database.transaction('operations').objectStore('operations').getAll();
    asked.onsuccess = () => done(asked.result);
  });
  return JSON.stringify(all.map(each => ({...each, bytes: new TextDecoder().decode(each.sealed.bytes)})));
}"""
