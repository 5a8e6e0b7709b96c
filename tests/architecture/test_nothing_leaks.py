"""What is private to a practice stays with those whom it concerns, on every page, for everybody else."""

import gc
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from qcp.notices.models import Message
from qcp.web.queues import queues_for

from . import access_questions as matrix
from .access_questions import questions
from .access_world import relations, world

pytestmark = pytest.mark.django_db
NAMED_ON_THE_APPEAL = {"elm": ("olivia", "carl", "max"), "oak": ("stan", "cora", "max")}
MEMBERS_AND_SURVEYOR = ("olivia", "eddie", "vera", "sam")
COUNCIL = ("carl", "cora")  # sees the request for a waiver, and nothing of the survey


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        made = world()
        gc.freeze()  # it stays: nothing is won by looking through it again and again
        yield made
        gc.unfreeze()
        transaction.set_rollback(True)


def secrets_from(name: str, houses) -> set[str]:
    """Words that this person must find nowhere."""
    hidden = set()
    for house in houses.values():
        outside = relations(name, house.name) <= {
            "signed_in",
            "anonymous",
            "any_surveyor",
            "any_reviewer",
            "any_council",
        }
        if outside and name != "steve":
            hidden.add(house.title)
        if outside or name in COUNCIL:
            hidden.add(house.seen)
        if outside or name in (*MEMBERS_AND_SURVEYOR, *COUNCIL):
            hidden.add(house.reasons)
        if name not in NAMED_ON_THE_APPEAL[house.name]:
            hidden |= {house.plea, house.report}
        if name != "max":
            hidden.add(house.complainant)
    return hidden


def read(name: str, people, houses, of=("elm", "oak")) -> Iterator[tuple[str, str]]:
    """Every page that somebody can open, of both practices (or of those named) and of none, one after the other."""
    for question in questions(names=(name,), methods=("GET",), houses=of):
        if seen_in_the_matrix(question, houses):
            continue
        answer = matrix.ask(question, people, houses)
        if answer.headers.get("Content-Type", "").startswith(("text/", "application/json")):
            yield str(question), b"".join(answer).decode()


def seen_in_the_matrix(question, houses) -> bool:
    """The matrix asks all about Elm, and sees that what is not open is answered as if it were absent."""
    return question.house != "oak" and "open" not in matrix.declared(question, question.near(houses))


@pytest.mark.parametrize(
    "name", ["anonymous", "gone", "stan", "sue", "ron", "carl", "steve", "stella", "olivia", "eddie", "sam"]
)
def test_nobody_reads_what_is_not_for_them(name, everything):
    people, houses = everything
    hidden = secrets_from(name, houses)

    found = [(page, word) for page, text in read(name, people, houses) for word in hidden if word in text]

    assert hidden
    assert found == []


def test_those_concerned_do_read_it(everything):
    people, houses = everything
    elm = houses["elm"]

    for name, words in (
        ("olivia", (elm.title,)),
        ("rita", (elm.reasons, elm.seen)),
        ("carl", (elm.plea,)),
        ("max", (elm.title, elm.reasons, elm.plea, elm.report, elm.complainant)),
    ):
        missing = set(words)
        for _, text in read(name, people, houses, of=("elm",)):
            missing -= {word for word in missing if word in text}
            if not missing:
                break
        assert missing == set()


def test_no_letter_tells_its_reader_what_is_not_for_them(everything):
    people, houses = everything
    names = {person.pk: name for name, person in people.items()}
    hidden = {name: secrets_from(name, houses) for name in people}

    letters = [letter for letter in Message.objects.all() if letter.recipient_id in names]
    told = [
        (names[letter.recipient_id], letter.notice, word)
        for letter in letters
        for word in hidden[names[letter.recipient_id]]
        if word in letter.subject + letter.body
    ]

    assert len(letters) > 20
    assert told == []


class Searches(HTMLParser):
    """The fields of a page into which one types what is looked for."""

    def __init__(self, html: str):
        super().__init__()
        self.names, self.reading = set(), False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.reading = given.get("method", "get").lower() == "get"
        elif self.reading and tag == "input" and given.get("type", "text") in ("text", "search") and "name" in given:
            self.names.add(given["name"])


def searches(name: str, person, houses) -> set[tuple[str, str]]:
    """(address, field) wherever this person can look for words, the desk's lists included."""
    client = Client()
    client.force_login(person)
    lists = [row for row in matrix.rows(with_subject=False) if row.get]
    addresses = {reverse(row.name, kwargs=matrix.BESIDE.get(row.name)) for row in lists}
    found = set()
    for url in addresses:
        answer = client.get(url)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found |= {(url, field) for field in Searches(answer.content.decode()).names}
    if person.is_staff:
        for model, each in admin.site._registry.items():
            if each.search_fields:
                found.add((reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), "q"))
    return found


def records_found(client, url: str, field: str, word: str) -> set[str]:
    return set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", client.get(url, {field: word}).content.decode()))


@pytest.mark.parametrize("name", ["stan", "stella"])
def test_no_search_finds_by_a_word_that_one_may_not_read(name, everything):
    people, houses = everything
    client = Client()
    client.force_login(people[name])
    places = searches(name, people[name], houses)

    told = []
    for url, field in places:
        nothing = records_found(client, url, field, "zzqqxx no such word")
        told += [
            (url, word) for word in secrets_from(name, houses) if records_found(client, url, field, word) - nothing
        ]

    assert places
    assert told == []


def lists_at_the_desk(user, search: str) -> str:
    """Every list of the desk, whole and searched, with every queue and its export, as one text."""
    client = Client()
    client.force_login(user)
    kept = [model._meta for model in admin.site._registry]
    lists = [reverse(f"admin:{each.app_label}_{each.model_name}_changelist") for each in kept]
    pages = [f"{url}?show=all{more}" for url in lists for more in ("", f"&q={search}")]
    keys = [queue.key for queue in queues_for(user)]
    pages += [f"/home/queues/{key}/{end}" for key in keys for end in ("", "export.csv", "?held=nobody")]
    answers = [client.get(url, follow=True) for url in ["/home/", "/admin/", "/program/", *pages]]
    assert {answer.status_code for answer in answers} <= {200, 302}
    return "".join(b"".join(answer).decode() for answer in answers)


def test_whoever_stepped_off_finds_nothing_of_the_case_in_any_list_search_or_export(everything):
    people, houses = everything
    elm = houses["elm"]
    rows = [str(record.pk) for record in elm.records.values() if getattr(record, "case_id", None)]
    rows += [elm.seen, elm.reasons, elm.plea, elm.report]

    seen = {name: lists_at_the_desk(people[name], "Elm") for name in ("stella", "steve")}

    assert [token for token in rows if token in seen["steve"]] == []
    assert sum(token in seen["stella"] for token in rows) >= 8
