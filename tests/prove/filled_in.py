"""Filling in: whatever is typed comes back, tabs never undo each other, a change asks first what it opens."""

import random

from django.test import Client
from django.urls import reverse

from applications.actions import filling
from applications.actions.examples import fresh
from applications.forms.topic import TopicForm
from applications.questions import newest, topics_of
from applications.steps import STEPS
from tests.pages import Page

from .a_draft import a_draft
from .figure import Figure

ALPHABET = "a0 <>&\"'%{}\\/é漢🙂\n\t,;-\r"
CHANGING = ("gives_oral", "gives_intrathecal", "prepared_by", "is_fellowship", "dispenses_home")
PICKED = ("one", "several")


def pages_of():
    return [(step, topic) for step in STEPS for topic in topics_of(newest(), step.slug)]


def typed_values(size: int = 500) -> Figure:
    """So many random values for each page, right and wrong ones: kept as typed, and shown again as typed."""
    chance, good, tried = random.Random(5), 0, 0  # noqa: S311  inventing answers is no secret
    with a_draft() as (draft, _, editor):
        for _, topic in pages_of():
            left = size
            while left > 0:
                items = topic.items(draft.facts)[:left]
                typed = {item.name: "".join(chance.choices(ALPHABET, k=chance.randint(1, 80))) for item in items}
                filling.save_answers(draft, topic, typed, by=editor)
                form = TopicForm(topic, fresh(draft).facts)
                back = {item.name: form.initial[item.name] for item in form.items}
                left, tried = left - len(items), tried + len(items)
                good += sum(as_typed(item, back[item.name]) == plain(typed[item.name]) for item in items)
    return Figure(good, tried)


def as_typed(item, shown) -> str:
    return ",".join(shown) if item.question.kind.control == "several" else shown


def plain(text: str) -> str:
    """Line ends of one kind, as the portal keeps them."""
    return text.replace("\r\n", "\n")


def two_tabs(size: int = 200) -> Figure:
    """One person with two tabs and a colleague save in random order: no answer disappears unseen."""
    chance, good = random.Random(12), 0  # noqa: S311
    with a_draft() as (draft, signatory, editor):
        topic = next(topic for _, topic in pages_of() if topic.slug == "practice")
        tabs = {name: (who, 0, {}) for name, who in (("first", editor), ("second", editor), ("other", signatory))}
        for number in range(size):
            name = chance.choice(list(tabs))
            who, revision, seen = tabs[name]
            key, typed = chance.choice(("record_system", "after_hours")), f"value {number}"
            before = fresh(draft).facts.answers
            saved = filling.save_answers(
                draft, topic, {**seen, key: typed}, by=who, revision=revision, finished=chance.random() < 0.5
            )
            now = fresh(draft).facts.answers
            unseen = before.get(key, "") != seen.get(key, "")
            right = (now.get(key), set(saved.clashes)) == ((before.get(key), {key}) if unseen else (typed, set()))
            others = all(now.get(each) == before.get(each) for each in ("record_system", "after_hours") if each != key)
            good += right and others
            tabs[name] = (who, filling.revision_of(draft, topic), now)
    return Figure(good, size)


def answer_sets(size: int = 200) -> Figure:
    """Random answers: each stands once on the check page, to be changed; a change asks first what it opens."""
    chance, good = random.Random(8), 0  # noqa: S311
    with a_draft(complete=True) as (draft, _, editor):
        client = Client()
        client.force_login(editor)
        for _ in range(size):
            shuffle(chance, draft, editor)
            good += shown_once(client, fresh(draft)) and changes_well(chance, client, fresh(draft))
    return Figure(good, size)


def shuffle(chance, draft, editor) -> None:
    """Other answers to some questions, so that others are asked."""
    for _, topic in pages_of():
        items = [item for item in topic.items(fresh(draft).facts) if item.question.kind.control == "one"]
        picked = {item.name: chance.choice(item.question.kind.options)[0] for item in items if chance.random() < 0.4}
        filling.save_answers(draft, topic, picked, by=editor)


def shown_once(client, draft) -> bool:
    links = [href for href, _ in Page(client.get(reverse("applications:check", args=[draft.pk]))).links]
    asked = [item.name for _, topic in pages_of() for item in topic.items(draft.facts)]
    to_change = sorted(href.split("#id_")[1] for href in links if "?next=check#id_" in href)
    return to_change == sorted(asked)


def changes_well(chance, client, draft) -> bool:
    """After a change from the check page: to what it opened, or to why it bars, or to what is wrong, or back."""
    asked = [page for page in pages_of() if page[0].slug != "survey-dates" and page[1].items(draft.facts)]
    step, topic = chance.choice(asked)
    items = topic.items(draft.facts)
    item = chance.choice([each for each in items if each.question.kind.control == "one"] or items)
    sent = {
        each.name: each.typed.split(",") if each.question.kind.control == "several" else each.typed for each in items
    }
    if item.question.kind.control == "one":
        sent[item.name] = chance.choice(item.question.kind.options)[0]
    open_before = lacking(draft)
    part = [draft.pk, step.slug] + ([topic.slug] if topic.slug != step.slug else [])
    here = reverse("applications:topic" if len(part) == 3 else "applications:step", args=part)
    answer = client.post(f"{here}?next=check", sent | {"revision": filling.revision_of(draft, topic)})
    now = fresh(draft)
    page = next(each for each in now.topics(step.slug) if each.slug == topic.slug)
    opened = lacking(now) - open_before - {each.name for each in items}
    wrong = {each.name for each, _ in page.found(now.facts)} & {each.name for each in items}
    if page.refused(now.facts):
        return answer.url == reverse("applications:not-eligible", args=[draft.pk])
    if wrong:
        return answer.status_code == 422
    if opened:
        landed = Page(client.get(answer.url))
        return answer.url.endswith("?next=check") and any(name in form for form in landed.forms for name in opened)
    return answer.url == reverse("applications:check", args=[draft.pk])


def lacking(draft) -> set[str]:
    return {item.name for _, topic in pages_of() for item, _ in topic.found(draft.facts)}


FIGURES = {"A5": (typed_values, 500), "A15": (answer_sets, 200), "A28": (two_tabs, 200)}
