"""The six steps in a real browser: by keys alone, browsers killed and sessions lost."""

import os
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from applications.actions import application as actions
from applications.actions.examples import fresh
from applications.actions.opening import open_application
from applications.models import StepReturn
from applications.questions.examples import example_answers
from applications.states import State
from applications.steps import STEPS
from tests.factories import applications as factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("QCP_KILLS", "2"))
SAVED = re.compile(r"^Saved \d\d:\d\d$")
HERE = """() => { const a = document.activeElement; if (!a || !a.form || !a.closest("main")) return null;
  return {name: a.name, type: a.type, value: a.value, checked: a.checked}; }"""


@pytest.fixture
def draft(transactional_db, olivia, eddie):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return open_application(practice, by=eddie)


def address(live_server, draft, step, topic):
    part = [draft.pk, step.slug] + ([topic.slug] if topic.slug != step.slug else [])
    return live_server.url + reverse("applications:topic" if len(part) == 3 else "applications:step", args=part)


def pages_of(draft):
    return [(step, topic) for step in STEPS for topic in draft.topics(step.slug)]


def by_keys(page, answers, button):
    """Tab from control to control, answer each by keys, and press the button with Enter."""
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if not here:
            continue
        wanted = answers.get(here["name"])
        if here["type"] == "submit" and (here["name"], here["value"]) == button:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        if here["type"] == "radio" and wanted:
            choose(page, wanted)
        elif here["type"] == "checkbox" and here["value"] in (wanted or "on").split(",") and not here["checked"]:
            page.keyboard.press("Space")
        elif here["type"] in ("text", "textarea", "email", "tel") and wanted and here["value"] != wanted:
            page.keyboard.press("Control+A")
            page.keyboard.type(wanted)
    raise AssertionError(f"No way by Tab to {button} on {page.url}")


def choose(page, wanted):
    for _ in range(8):
        page.keyboard.press("Space")
        here = page.evaluate(HERE)
        if here["checked"] and here["value"] == wanted:
            return
        page.keyboard.press("ArrowDown")


def test_an_application_is_filled_in_and_sent_by_keys_alone(page, live_server, sign_in, draft, olivia):
    sign_in(olivia)
    for step, topic in pages_of(draft):
        page.goto(address(live_server, draft, step, topic))
        by_keys(page, example_answers(topic, fresh(draft).facts), ("go", "on"))
    signature = {"typed_name": "Olivia Elm", "title": "Owner", "has_authority": "on"}
    for text, _ in fresh(draft).agreements:
        page.goto(live_server.url + reverse("applications:agreement", args=[draft.pk, text.slug]))
        by_keys(page, signature, ("", ""))
    factories.fill(fresh(draft), by=olivia, but=("eligibility", "questionnaire", "survey-dates", "agreements"))
    page.goto(live_server.url + reverse("applications:submit", args=[draft.pk]))
    by_keys(page, {"is_true": "on"}, ("", ""))

    assert page.url.endswith("/receipt/")
    page.go_back()
    assert page.url.endswith("/receipt/")
    assert (fresh(draft).state, draft.history.filter(move="submit").count()) == (State.SUBMITTED, 1)


def test_what_was_acknowledged_outlives_a_killed_browser(browser, live_server, sign_in, context, draft, eddie):
    sign_in(eddie)
    cookies, lost = context.cookies(), []
    people = next(topic for _, topic in pages_of(draft) if topic.slug == "people")
    names = [item.name for item in people.items(draft.facts)]
    for number in range(KILLS):
        own = browser.new_context()
        own.add_cookies(cookies)
        page = own.new_page()
        page.goto(live_server.url + reverse("applications:topic", args=[draft.pk, "questionnaire", "people"]))
        name, value = names[number % len(names)], f"about {number}"
        page.fill(f"#id_{name}", value)
        expect(page.locator("[data-autosave-status]")).to_have_text(SAVED)
        own.close()
        lost += [value] if fresh(draft).facts.raw(name) != value else []

    assert lost == []


def test_a_form_without_autosave_gives_back_what_a_lost_session_did_not_send(
    page, live_server, sign_in, draft, olivia, eddie, stella
):
    complete = factories.fill(draft, by=olivia)
    actions.return_(actions.submit(complete, by=olivia), by=stella, steps={"payment": "Which cheque?"})
    asked = StepReturn.objects.get()
    url, field = live_server.url + f"/applications/{draft.pk}/steps/payment/", f"#id_answer-{asked.pk}-reply"
    sign_in(eddie)
    page.goto(url)
    page.fill(field, "Cheque 1001, sent on Monday.")
    Session.objects.all().delete()
    with page.expect_navigation():
        page.click("text=Keep this answer")
    assert "/accounts/login/" in page.url

    sign_in(olivia)
    page.goto(url)
    assert page.input_value(field) == ""
    sign_in(eddie)
    page.goto(url)

    assert page.input_value(field) == "Cheque 1001, sent on Monday."
    expect(page.get_by_text("What you typed here before is back")).to_be_visible()
    with page.expect_navigation():
        page.click("text=Keep this answer")
    assert StepReturn.objects.get().reply == "Cheque 1001, sent on Monday."
    page.goto(url)
    expect(page.get_by_text("What you typed here before is back")).to_have_count(0)


def test_the_standards_that_apply_follow_the_answers_as_they_are_given_and_are_read_out(
    said, page, live_server, sign_in, draft, eddie
):
    sign_in(eddie)
    page.goto(live_server.url + reverse("applications:topic", args=[draft.pk, "questionnaire", "therapy"]))
    live = page.locator("[data-autosave-live]")
    before = live.locator("strong").inner_text()

    page.check("#id_gives_intrathecal_0")

    expect(live).to_contain_text("Gives intrathecal therapy: 2 standards")
    assert int(live.locator("strong").inner_text()) == int(before) + 2
    assert [text for text in said() if "Gives intrathecal therapy: 2 standards" in text]
    assert [text for text in said() if SAVED.match(text)]


def test_the_hub_prints_as_a_checklist(page, live_server, sign_in, draft, olivia):
    sign_in(olivia)
    page.goto(live_server.url + draft.get_absolute_url())
    page.emulate_media(media="print")
    box = "e => getComputedStyle(e, '::before').width"

    expect(page.get_by_text("Sign the License Terms.")).to_be_visible()
    expect(page.get_by_text("Start over with empty answers")).to_be_hidden()
    assert page.locator(".steps__left li").first.evaluate(box) != "auto"
