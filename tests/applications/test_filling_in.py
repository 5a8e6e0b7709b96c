"""Filling the steps in on their pages: nothing typed is lost, nobody overwrites anybody, no JavaScript needed."""

import json
import random

import pytest
from django.urls import reverse

from applications.actions import filling
from applications.models import Answer, Application
from applications.questions import CURRENT, VERSIONS
from applications.questions.examples import example_answers
from qcp.web.typed import SIGNED_OUT

TOPICS = [(step, topic) for step, topics in VERSIONS[CURRENT].items() for topic in topics]


def page_of(application, step, topic):
    if topic.slug == step:
        return reverse("applications:step", args=[application.pk, step])
    return reverse("applications:topic", args=[application.pk, step, topic.slug])


def again(application):
    return Application.objects.get(pk=application.pk)


def topic(application, slug):
    return next(each for _, each in TOPICS if each.slug == slug)


def sent(answers, **more):
    """As a browser sends it: one value per ticked box."""
    return {name: value.split(",") if "treatment_days" in name else value for name, value in answers.items()} | more


@pytest.fixture
def tab(client, eddie):
    client.force_login(eddie)
    return client


@pytest.mark.parametrize(("step", "topic"), TOPICS, ids=lambda value: getattr(value, "slug", ""))
def test_a_page_left_empty_says_what_is_missing_at_each_field(draft, tab, step, topic):
    url = page_of(draft, step, topic)
    answer = tab.post(url, {"revision": "0"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Error: Step " in page
    for item, text in topic.found(again(draft).facts):
        assert page.count(text) >= 2, text  # in the summary and at the field
        assert f'name="{item.name}"' in page
        assert f'href="#id_{item.name}' in page


@pytest.mark.parametrize(("step", "topic"), TOPICS, ids=lambda value: getattr(value, "slug", ""))
def test_a_page_filled_in_without_javascript_is_complete_and_leads_on(draft, tab, step, topic):
    answer = tab.post(page_of(draft, step, topic), sent(example_answers(topic, draft.facts), revision="0"))

    assert answer.status_code == 303
    assert list(topic.found(again(draft).facts)) == []
    assert tab.get(page_of(draft, step, topic)).status_code == 200


@pytest.mark.parametrize(("step", "topic"), TOPICS, ids=lambda value: getattr(value, "slug", ""))
def test_whatever_is_typed_comes_back_even_when_it_is_wrong(draft, eddie, step, topic):
    chance = random.Random(5)
    alphabet = "a0 <>&\"'%{}\\/é漢🙂\n\t,;-"
    for _ in range(10):
        typed = {i.name: "".join(chance.choices(alphabet, k=chance.randint(1, 80))) for i in topic.items(draft.facts)}
        filling.save_answers(draft, topic, typed, by=eddie)
        kept = dict(Answer.objects.current().filter(application=draft, topic=topic.slug).values_list("name", "value"))
        assert kept == typed


def test_save_and_come_back_later_keeps_half_a_page(draft, tab):
    page = topic(draft, "people")
    answer = tab.post(page_of(draft, "questionnaire", page), {"nurses": "many", "revision": "0", "later": "yes"})

    assert (answer.status_code, answer.url) == (303, draft.get_absolute_url())
    assert 'value="many"' in tab.get(page_of(draft, "questionnaire", page)).content.decode()
    hub = tab.get(draft.get_absolute_url()).content.decode()
    assert "In progress" in hub
    assert "Saving is not submitting" in hub


def test_the_second_of_two_people_sees_both_answers_and_chooses(draft, tab, olivia):
    page, url = topic(draft, "practice"), page_of(draft, "questionnaire", topic(draft, "practice"))
    filling.save_answers(draft, page, {"record_system": "Alpha", "setting": "office"}, by=olivia)
    filling.save_answers(draft, page, {"record_system": "Beta"}, by=olivia)
    mine = {"record_system": "Gamma", "setting": "office", "after_hours": "A line.", "revision": "1"}

    answer = tab.post(url, mine)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "“Beta”, saved by Olivia" in text
    assert "“Gamma”, which you typed" in text
    assert again(draft).facts.raw("record_system") == "Beta"
    assert again(draft).facts.raw("after_hours") == "A line."

    choose = mine | {"revision": "3", "clashes": "record_system"}
    assert tab.post(url, choose).status_code == 422  # nobody chose yet
    assert again(draft).facts.raw("record_system") == "Beta"
    assert tab.post(url, choose | {"keep-record_system": "mine"}).status_code == 303
    assert again(draft).facts.raw("record_system") == "Gamma"


def test_an_older_tab_does_not_undo_what_it_never_touched(draft, eddie, olivia):
    page = topic(draft, "practice")
    filling.save_answers(draft, page, {"record_system": "Alpha", "after_hours": "A"}, by=eddie)
    filling.save_answers(draft, page, {"record_system": "Beta"}, by=olivia, revision=1)

    saved = filling.save_answers(draft, page, {"record_system": "Alpha", "after_hours": "B"}, by=eddie, revision=1)

    assert saved.clashes == {}
    assert (again(draft).facts.raw("record_system"), again(draft).facts.raw("after_hours")) == ("Beta", "B")


def test_random_saves_of_two_tabs_never_lose_an_answer_unseen(draft, eddie, olivia):
    chance, page = random.Random(12), topic(draft, "practice")
    shown = {who.pk: (0, {}) for who in (eddie, olivia)}
    for number in range(60):
        who = chance.choice((eddie, olivia))
        revision, seen = shown[who.pk]
        before = again(draft).facts.raw("record_system")
        typed = f"value {number}"
        saved = filling.save_answers(draft, page, {"record_system": typed}, by=who, revision=revision)
        now = again(draft).facts.raw("record_system")

        if before != seen.get("record_system", ""):
            assert (now, set(saved.clashes)) == (before, {"record_system"})
        else:
            assert (now, saved.clashes) == (typed, {})
        shown[who.pk] = (filling.revision_of(draft, page), {"record_system": now})


def test_a_change_from_the_check_page_leads_back_there(draft, tab, eddie):
    page = topic(draft, "practice")
    filling.save_answers(draft, page, example_answers(page, draft.facts), by=eddie)
    answers = sent(example_answers(page, draft.facts), revision="1", record_system="Omega")

    answer = tab.post(page_of(draft, "questionnaire", page) + "?next=check", answers)

    assert answer.url == reverse("applications:check", args=[draft.pk])
    text = tab.get(answer.url).content.decode()
    assert text.count("Omega") == 1
    assert "?next=check#id_record_system" in text


def test_an_answer_that_opens_a_question_asks_it_first(draft, tab, eddie):
    page = topic(draft, "pharmacy")
    url = page_of(draft, "questionnaire", page)

    answer = tab.post(url, {"prepared_by": "outside", "has_cabinet": "yes", "revision": "0"})

    assert (answer.status_code, answer.url) == (303, url)
    assert "Which outside pharmacy delivers them?" in tab.get(url).content.decode()


def autosave(client, application, user, **values):
    url = reverse("applications:autosave", args=[application.pk, "questionnaire"])
    content = {"user": str(user.pk), "topic": "people", "revision": 0, "values": values}
    return client.post(url, json.dumps(content), content_type="application/json")


def test_autosave_keeps_what_is_typed_and_says_when(draft, tab, eddie):
    answer = autosave(tab, draft, eddie, nurses="twel")

    assert answer.status_code == 200
    assert set(answer.json()) == {"saved", "revision", "clashes", "live"}
    assert again(draft).facts.raw("nurses") == "twel"


def test_autosave_takes_nothing_from_whoever_is_not_its_person_or_may_not_write(draft, client, eddie, vera, stan):
    answer = autosave(client, draft, eddie, nurses="1")
    assert (answer.status_code, answer.json()["message"]) == (401, SIGNED_OUT)
    client.force_login(stan)
    assert autosave(client, draft, stan, nurses="1").status_code == 404
    client.force_login(vera)
    assert autosave(client, draft, eddie, nurses="1").status_code == 401  # typed by Eddie, who signed out
    assert autosave(client, draft, vera, nurses="1").status_code == 409
    assert again(draft).facts.raw("nurses") == ""


def test_a_viewer_reads_the_answers_and_finds_no_form(draft, client, vera, eddie):
    filling.save_answers(draft, topic(draft, "people"), {"nurses": "17"}, by=eddie)
    client.force_login(vera)

    text = client.get(page_of(draft, "questionnaire", topic(draft, "people"))).content.decode()

    assert "17" in text
    assert "Save and continue" not in text


def test_signing_on_the_page_leads_to_the_next_agreement(draft, client, olivia, eddie):
    first, second = draft.agreements[0][0], draft.agreements[1][0]
    url = reverse("applications:agreement", args=[draft.pk, first.slug])
    client.force_login(eddie)
    assert "Signing is for the practice" in client.get(url).content.decode()
    client.force_login(olivia)
    assert client.post(url, {"typed_name": "Olivia"}).status_code == 422

    answer = client.post(url, {"typed_name": "Olivia Elm", "title": "Owner", "has_authority": "on"})

    assert answer.url == reverse("applications:topic", args=[draft.pk, "agreements", second.slug])
    assert draft.signatures.get().ip_address == "127.0.0.1"
