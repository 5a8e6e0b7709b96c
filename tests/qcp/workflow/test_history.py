"""History is written once, and the database itself keeps it."""

import pytest
from django.db import DatabaseError, connection, transaction

from applications.models import Application
from qcp.workflow import chain, triggers
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from qcp.workflow.verify import differences
from tests.factories.practices import PracticeFactory
from tests.prove import long_history, tampers, writers


@pytest.fixture
def application(db):
    application = Application.objects.create(practice=PracticeFactory(), case=Case.objects.create())
    chain.begin(application, by=SYSTEM)
    return application


def refused(act) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


def test_a_line_of_history_is_never_changed(application):
    assert "History is never changed." in refused(lambda: application.history.update(note="other"))


def test_a_line_of_history_is_never_deleted(application):
    assert "History is never changed." in refused(lambda: application.history.all()._raw_delete("default"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE (2026-11-22)")
def test_history_is_never_emptied(application):
    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE applications_applicationhistory CASCADE")

    assert "History is never changed." in refused(truncate)


def test_no_state_changes_without_its_line(application):
    draft = Application.objects.filter(pk=application.pk)
    assert "only together with its line" in refused(lambda: draft.update(state="survey_ready", version=1))


def test_an_old_line_does_not_cover_a_new_change(application):
    """Going the same way twice needs two lines: the move's number is part of what the database compares."""
    application.version = 1
    chain.write_line(application, by=SYSTEM, move="x", source="draft", target="submitted", note="", policy="")
    draft = Application.objects.filter(pk=application.pk)
    assert "only together with its line" in refused(lambda: draft.update(state="submitted", version=0))
    assert "only together with its line" in refused(lambda: draft.update(state="submitted", version=2))


def test_an_untouched_history_verifies(application):
    assert list(differences()) == []


def test_a_state_that_history_does_not_explain_is_found(application):
    with triggers.lifted(connection):
        Application.objects.filter(pk=application.pk).update(version=5)

    assert list(differences()) == [
        f"applications.Application {application.pk}: its state 'draft' is not where its history leads."
    ]


def test_a_case_whose_lines_are_all_gone_is_found(application):
    with triggers.lifted(connection):
        application.history.all()._raw_delete("default")

    assert f"Case {application.case_id}: all 1 lines are gone." in list(differences())


def test_any_damage_to_a_chain_is_named_at_its_first_line(db):
    figure = tampers.run(100)

    assert figure.text == figure.goal


def test_a_long_history_is_verified_and_the_one_changed_line_in_it_is_found(db):
    figure = long_history.run(2000)

    assert figure.text == figure.goal


@pytest.mark.services
def test_writers_of_two_cases_at_once_leave_two_unbroken_chains():
    figure = writers.run(5)

    assert figure.good == figure.tried > 50
