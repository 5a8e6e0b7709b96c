"""What `make bench` loads is a valid program, and what it measures are pages that answer."""

import pytest

from applications.models import Application
from benchmarks import clocked, pages, people, seed, work
from qcp.deadlines.models import Deadline
from qcp.workflow.verify import differences, number_of_lines
from tests.factories.applications import an_edition

pytestmark = pytest.mark.django_db


def test_what_is_loaded_is_a_program_with_a_valid_history_and_clocks_that_are_due(monkeypatch):
    monkeypatch.setattr(clocked, "ROUNDS", 1)
    an_edition()
    staff, signatory, mine = people.cast()

    seed.load(1, 120)
    with clocked.bare_client() as yardstick:
        figures = [clocked.measured(each, yardstick) for each in pages.measures(staff, signatory, mine, 120)]

    assert Application.objects.count() == 121
    assert list(differences()) == []
    assert number_of_lines() > 400
    assert {figure["name"]: figure["status"] for figure in figures if figure["status"] >= 400} == {"verify page": 404}
    assert all(figure["ratio"] > 0 for figure in figures)
    assert work.swept()["due"] == Deadline.objects.exclude(missed_at=None).count() == 9
    assert work.drained()["sent"] > 0
