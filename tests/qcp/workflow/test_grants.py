"""The portal's account in PostgreSQL can do its work, and cannot touch what was written once."""

import pytest
from django.db import DatabaseError, connection, transaction

from applications.actions import application as acts
from applications.models import Application
from qcp.workflow import chain, grants
from qcp.workflow.models import Case
from qcp.workflow.verify import differences
from tests.factories import applications as factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no accounts (2026-11-22)"),
]


@pytest.fixture
def application(olivia):
    """A draft, made before the rights are narrowed: all that follows is done with the account of few rights."""
    application = Application.objects.create(case=Case.objects.create(), practice=factories.practice_of(olivia))
    chain.begin(application, by=olivia)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; CREATE ROLE few_rights")
        cursor.execute("\n".join(grants.statements("few_rights")))
        cursor.execute("SET ROLE few_rights")
    yield application
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_it_does_the_portals_work(application, olivia):
    acts.withdraw(application, by=olivia, note="Not this year.")

    assert Application.objects.get().state == "withdrawn"
    assert list(differences()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applications_applicationhistory SET note = 'other'",
        "DELETE FROM applications_applicationhistory",
        "TRUNCATE applications_applicationhistory CASCADE",
        "UPDATE access_opening SET what = 'other'",
        "ALTER TABLE applications_applicationhistory DISABLE TRIGGER ALL",
        "DROP TRIGGER applications_applicationhistory_keep ON applications_applicationhistory",
        "CREATE TABLE mine (id int)",
    ],
)
def test_it_changes_no_history_and_no_table(application, statement):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert "permission denied" in str(refusal.value) or "must be owner" in str(refusal.value)
