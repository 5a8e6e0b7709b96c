"""What is private to a practice stays with those whom it concerns, on every page, for everybody else."""

import pytest
from django.db import transaction

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
        yield world()
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


def read(name: str, people, houses) -> dict[str, str]:
    """Every page that somebody can open, of both practices and of none."""
    pages = {}
    for question in questions(names=(name,), methods=("GET",), houses=("elm", "oak")):
        answer = matrix.ask(question, people, houses)
        if answer.headers.get("Content-Type", "").startswith(("text/", "application/json")):
            pages[str(question)] = b"".join(answer).decode()
    return pages


@pytest.mark.parametrize(
    "name", ["anonymous", "gone", "stan", "sue", "ron", "carl", "steve", "stella", "olivia", "eddie", "sam"]
)
def test_nobody_reads_what_is_not_for_them(name, everything):
    people, houses = everything
    hidden = secrets_from(name, houses)

    found = [(page, word) for page, text in read(name, people, houses).items() for word in hidden if word in text]

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
        text = "".join(read(name, people, houses).values())
        assert [word for word in words if word not in text] == []
