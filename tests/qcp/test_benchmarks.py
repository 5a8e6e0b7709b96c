"""What `make bench` loads is a valid program, and what it measures are pages that answer."""

import pytest

from applications.models import Application
from benchmarks import clocked, pages, people, seed, work
from qcp.deadlines.models import Deadline
from qcp.workflow.verify import differences, number_of_lines
from tests.factories.applications import catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    catalogue()
    cast = people.cast()
    seed.load(1, 120)
    return cast


def test_what_is_loaded_is_a_program_with_a_valid_history_and_clocks_that_are_due(program):
    assert Application.objects.filter(practice__legal_name__startswith="Practice").count() == 120
    assert list(differences()) == []
    assert number_of_lines() > 400
    assert work.exported(program.staff)["rows"] == 31
    assert work.swept()["due"] == Deadline.objects.exclude(missed_at=None).count() == 6
    assert work.drained()["sent"] > 0


def test_every_page_that_is_measured_answers_and_every_save_writes(program, monkeypatch):
    monkeypatch.setattr(clocked, "ROUNDS", 2)
    with clocked.bare_client() as yardstick:
        figures = [clocked.measured(each, yardstick) for each in pages.measures(program, 120)]

    assert {figure["status"] for figure in figures} == {200, 303}
    assert {each["name"]: each["queries"] for each in figures if each["queries"] > each["at_most"]} == {}
    assert program.draft.answers.filter(name="nurses").count() == 5
