"""Every address, every person, own and foreign and absent records: each answers as the access table declares."""

import gc
import re

import pytest
from django.db import transaction

from qcp.access.table import table

from . import access_questions as matrix
from .access_questions import ELSEWHERE, Question, questions
from .access_world import world
from .sources import ROOT

pytestmark = pytest.mark.django_db
ROWS = list(dict.fromkeys(question.row for question in questions()))
WITH_RECORD = [row for row in ROWS if row.subject]
ONE_TIME = re.compile(r'(name="(csrfmiddlewaretoken|form_key)" value=)"[^"]*"')


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """The world, made once for all questions; each question is undone after it was asked."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world()
        gc.freeze()  # it stays: nothing is won by looking through it again and again
        yield made
        gc.unfreeze()
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_an_address_opens_to_whom_the_table_says(row, everything):
    people, houses = everything
    asked = [question for question in questions() if question.row == row]

    found = [matrix.wrong(each, each.near(houses), matrix.ask(each, people, houses)) for each in asked]

    assert list(filter(None, found)) == []


@pytest.mark.parametrize("row", WITH_RECORD, ids=lambda row: row.name)
def test_a_foreign_record_answers_like_an_absent_one(row, everything):
    for name in ("anonymous", "olivia"):
        for method in ("GET", "POST"):
            foreign, absent = (words(Question(row, method, name, house), everything) for house in ("oak", "nobody"))
            assert foreign == absent, (name, method)


def words(question, everything) -> tuple[int, str]:
    people, houses = everything
    response = matrix.ask(question, people, houses)
    key = question.url(houses).split("/")[2]
    return response.status_code, ONE_TIME.sub(r"\1", response.content.decode().replace(key, ""))


@pytest.mark.parametrize("method", matrix.OTHERS)
def test_no_address_knows_other_methods(method, everything):
    people, houses = everything
    for question in questions(names=("olivia",), methods=(method,)):
        assert matrix.wrong(question, question.near(houses), matrix.ask(question, people, houses)) == ""


def test_what_is_tested_elsewhere_is_really_there():
    assert [where for where in ELSEWHERE.values() if not (ROOT / where).exists()] == []
    assert ELSEWHERE.keys() - table().keys() == set()
