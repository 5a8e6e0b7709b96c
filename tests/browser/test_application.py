"""An application in a real browser: everything typed is kept, through lost networks and lost sessions."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from applications.actions.opening import open_application
from applications.models import Application
from tests.factories import applications as factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"^Saved \d\d:\d\d$")


@pytest.fixture
def draft(transactional_db, olivia, eddie):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return open_application(practice, by=eddie)


@pytest.fixture
def people(page, live_server, sign_in, eddie, draft):
    """Eddie has the page about people open."""
    sign_in(eddie)
    page.goto(live_server.url + reverse("applications:topic", args=[draft.pk, "questionnaire", "people"]))
    return page


def kept(draft, name):
    return Application.objects.get(pk=draft.pk).facts.raw(name)


def status(page):
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_by_itself_and_is_there_after_reopening(people, draft):
    people.fill("#id_nurses", "twelve or so")
    expect(status(people)).to_have_text(SAVED)

    people.reload()

    assert people.input_value("#id_nurses") == "twelve or so"
    assert kept(draft, "nurses") == "twelve or so"


def test_without_a_network_it_says_so_and_saves_when_the_network_is_back(people, context, draft):
    context.set_offline(True)
    people.fill("#id_nurses", "14")
    expect(status(people)).to_have_text("Not saved yet - trying again")
    context.set_offline(False)

    people.fill("#id_pharmacists", "2")

    expect(status(people)).to_have_text(SAVED)
    assert (kept(draft, "nurses"), kept(draft, "pharmacists")) == ("14", "2")


def test_an_error_of_the_portal_is_tried_again_without_typing(people, draft):
    people.clock.install()
    people.reload()
    people.route("**/autosave/", lambda route: route.fulfill(status=503, json={"message": "Closed for work."}))
    people.fill("#id_nurses", "14")
    expect(status(people)).to_have_text("Not saved yet - trying again")

    people.unroute("**/autosave/")
    people.clock.fast_forward(11_000)

    expect(status(people)).to_have_text(SAVED)
    assert kept(draft, "nurses") == "14"


def test_a_saved_page_says_no_longer_saved_once_more_is_typed(people, draft):
    people.fill("#id_nurses", "14")
    expect(status(people)).to_have_text(SAVED)

    people.route("**/autosave/", lambda route: None)  # on its way
    people.fill("#id_nurses", "15")

    expect(status(people)).to_have_text("Saving …")
    people.unroute("**/autosave/")


def test_a_session_that_ended_loses_nothing_and_shows_nothing_to_somebody_else(people, sign_in, eddie, olivia, draft):
    Session.objects.all().delete()
    people.fill("#id_nurses", "15")
    expect(status(people)).to_contain_text("your answers are kept on this device")
    address = people.url

    sign_in(olivia)
    people.goto(address)
    assert people.input_value("#id_nurses") == ""

    sign_in(eddie)
    people.goto(address)
    assert people.input_value("#id_nurses") == "15"
    expect(status(people)).to_have_text(SAVED)
    assert kept(draft, "nurses") == "15"


def test_a_page_that_was_sent_does_not_come_back_with_old_answers(people, draft):
    people.fill("#id_nurses", "16")
    with people.expect_navigation():
        people.click("button[name=later]")
    people.go_back()
    assert people.input_value("#id_nurses") == "16"

    people.fill("#id_nurses", "17")
    with people.expect_navigation():
        people.click("button[name=later]")
    people.goto(people.url + "steps/questionnaire/people/")

    assert people.input_value("#id_nurses") == "17"


def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_320_pixels(
    page, live_server, sign_in, violations, draft, olivia
):
    sign_in(olivia)
    page.set_viewport_size({"width": 320, "height": 640})
    base = f"{live_server.url}/applications/{draft.pk}/"
    steps = [f"{base}steps/{slug}/" for slug in ("eligibility", "agreements", "questionnaire", "survey-dates")]
    found = {}
    for url in [base, *steps, f"{base}steps/agreements/license-terms/", f"{base}check/", f"{base}submit/"]:
        page.goto(url)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[url] = violations(page) + ([("scrolls", wide)] if wide > 320 else [])

    assert {url: problems for url, problems in found.items() if problems} == {}


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(people):
    people.fill("#id_nurses", "many")
    with people.expect_navigation():
        people.click("text=Save and continue")

    assert people.title().startswith("Error: Step 3 of 6: People")
    expect(people.locator("[data-error-summary]")).to_be_focused()
    people.click("[data-error-summary] a:has-text('Write a whole number')")
    expect(people.locator("#id_nurses")).to_be_focused()
    assert people.input_value("#id_nurses") == "many"
