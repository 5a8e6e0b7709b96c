"""Every form of the six steps, with each thing left out and each thing wrong: it says so, and keeps the rest."""

import json

import pytest
from django.urls import reverse
from django.utils.html import escape

from applications.actions import application as actions
from applications.actions import filling
from applications.actions.examples import fresh
from applications.models import StepReturn
from applications.queries.progress import rows
from applications.questions import newest, topics_of
from applications.questions.examples import example_answers
from applications.steps import STEPS
from tests.factories.practices import TaxIdFactory
from tests.pages import Page, faults, form_of

TOPICS = [(step.slug, topic) for step in STEPS for topic in topics_of(newest(), step.slug)]
WRONG = {
    "line": "x" * 600,
    "paragraph": "y" * 2500,
    "number": "about twelve",
    "email": "at home",
    "phone": "later",
    "day": "next Tuesday",
}
PICKED = ("one", "several")  # no browser sends a choice that was not on offer
SIGNING = {"typed_name": ["O. Elm"], "title": ["Owner"], "has_authority": ["on"]}


def address(application, step, topic):
    if topic.slug == step:
        return reverse("applications:step", args=[application.pk, step])
    return reverse("applications:topic", args=[application.pk, step, topic.slug])


def spread(answers):
    return {name: value.split(",") if name.startswith("treatment_days") else [value] for name, value in answers.items()}


def check(client, url, sent, *, left_out="", marker):
    """What is wrong with the answer to this POST; the typed values have to stand in it again."""
    answer = client.post(url, {name: values for name, values in sent.items() if name != left_out})
    page = Page(answer)
    found = faults(page) if answer.status_code == 422 else [f"status {answer.status_code}"]
    standing = form_of(page, marker).values if answer.status_code == 422 else {}
    for name, values in sent.items():
        if (
            name not in (left_out, "revision", "clashes")
            and not name.endswith("-seen")
            and standing.get(name) != values
        ):
            found.append(f"{name} was {values} and is {standing.get(name)}")
    return found


@pytest.fixture
def wide(draft):
    """Asked everything: two Tax IDs, an outside pharmacy."""
    TaxIdFactory(practice=draft.practice)
    return fresh(draft)


@pytest.mark.parametrize(("step", "topic"), TOPICS, ids=lambda value: getattr(value, "slug", ""))
def test_each_question_left_out_or_answered_wrongly_is_named_and_the_rest_is_kept(client, wide, eddie, step, topic):
    client.force_login(eddie)
    url = address(wide, step, topic)
    good = spread(example_answers(topic, wide.facts))
    marker = next(iter(good))
    found = {}
    for item in topic.items(wide.facts):
        if item.name in good:
            good["revision"] = [str(filling.revision_of(wide, topic))]
            found[f"{item.name} left out"] = check(client, url, good, left_out=item.name, marker=marker)
            if item.question.kind.control not in PICKED:
                good["revision"] = [str(filling.revision_of(wide, topic))]
                sent = good | {item.name: [WRONG[item.question.kind.control]]}
                found[f"{item.name} wrong"] = check(client, url, sent, marker=marker)

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_each_field_of_a_signature_left_out_is_named_and_the_rest_is_kept(client, draft, olivia):
    client.force_login(olivia)
    url = reverse("applications:agreement", args=[draft.pk, "license-terms"])
    found = {name: check(client, url, SIGNING, left_out=name, marker="title") for name in SIGNING}

    assert found == {name: [] for name in SIGNING}


def test_sending_without_the_tick_is_named(client, complete, olivia):
    client.force_login(olivia)
    url = reverse("applications:submit", args=[complete.pk])

    assert faults(Page(client.post(url, {"form_key": "k"}))) == []


def test_an_empty_answer_to_staff_is_named(client, submitted, stella, eddie):
    actions.return_(submitted, by=stella, steps={"payment": "Which cheque?"})
    client.force_login(eddie)
    asked = StepReturn.objects.get()
    url = reverse("applications:reply", args=[submitted.pk, "payment"])

    assert faults(Page(client.post(url, {f"answer-{asked.pk}-reply": " "}))) == []


def test_a_proof_without_a_file_is_named(client, wide, eddie):
    client.force_login(eddie)

    assert faults(Page(client.post(reverse("applications:proof", args=[wide.pk]), {"form_key": "k"}))) == []


def test_a_return_without_a_word_is_named_and_a_long_one_kept(client, submitted, stella):
    client.force_login(stella)
    url = reverse("applications:return", args=[submitted.pk])
    long = {"question-nurses": ["z" * 2500], "step-policies": ["Two are out of date."]}

    assert faults(Page(client.post(url, {"form_key": "k"}))) == []
    assert check(client, url, long, marker="question-nurses") == []


def test_on_every_page_the_second_of_two_people_reads_both_answers_and_chooses(client, wide, eddie, olivia):
    client.force_login(eddie)
    for step, topic in TOPICS:
        url, item = address(wide, step, topic), topic.items(wide.facts)[-1]
        mine, theirs = two_answers(item)
        filling.save_answers(wide, topic, {item.name: theirs}, by=olivia)

        page = client.post(url, spread({item.name: mine}) | {"revision": "0"})
        text = page.content.decode()

        assert page.status_code == 422
        assert f"“{escape(item.question.kind.shown(theirs))}”, saved by Olivia" in text
        assert f"“{escape(item.question.kind.shown(mine))}”, which you typed" in text
        assert fresh(wide).facts.raw(item.name) == theirs
        kept = form_of(Page(page), f"keep-{item.name}").values
        assert client.post(url, kept | {f"keep-{item.name}": "mine"}).status_code in (303, 422)
        assert fresh(wide).facts.raw(item.name) == mine


def two_answers(item) -> tuple[str, str]:
    options = [value for value, _ in item.question.kind.options]
    return (options[0], options[1]) if options else ("Mine", "Theirs")


@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
def test_a_page_left_half_way_is_in_progress_and_goes_on_where_it_was_left(client, wide, eddie, part):
    for step, topic in TOPICS:
        answers = example_answers(topic, wide.facts)
        some = dict(list(answers.items())[: max(1, min(len(answers) - 1, round(len(answers) * part)))])
        content = {"user": str(eddie.pk), "topic": topic.slug, "revision": 0, "values": some}
        client.force_login(eddie)
        autosave = reverse("applications:autosave", args=[wide.pk, step])
        client.post(autosave, json.dumps(content), content_type="application/json")
        client.logout()
        client.force_login(eddie)

        states = {row.step.slug: row.state for row in rows(fresh(wide))}
        values = form_of(Page(client.get(address(wide, step, topic))), "revision").values

        assert states[step] == "in_progress"
        assert {name: ",".join(values.get(name, [])) for name in some} == some
    hub = Page(client.get(wide.get_absolute_url()))
    onward = next(href for href, text in hub.links if text.startswith("Continue with"))
    lacking = {item.name for item, _ in TOPICS[0][1].found(fresh(wide).facts)}
    assert any(name in form for form in Page(client.get(onward)).forms for name in lacking)
