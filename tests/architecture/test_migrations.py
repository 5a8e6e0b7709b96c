"""An update in place keeps every guard of the database, and lets the version before go on working."""

import sqlite3

from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader

from qcp.workflow import triggers
from tests.services.portal import Portal


def test_a_database_that_grew_by_migrations_has_every_guard(tmp_path):
    with Portal(tmp_path):
        found = {
            row[0] for row in sqlite3.connect(tmp_path / "portal.sqlite3").execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            )
        }  # fmt: skip
    expected = {f"{subject}_state" for subject, _ in triggers.guarded()}
    expected |= {f"{history}_keep_{act}" for _, history in triggers.guarded() for act in "ud"}
    expected |= {f"{table}_keep_{act}" for table in triggers.sealed() for act in "ud"}
    assert expected - found == set()


# Up to these nothing was asked; later ones let the version before go on working beside them.
WRITTEN_BEFORE = {
    "access": 7, "accounts": 3, "applications": 13, "compliance": 9, "deadlines": 3, "desk": 2, "documents": 2,
    "notices": 5, "practices": 11, "surveys": 14, "watch": 1, "web": 1, "workflow": 1,
}  # fmt: skip
TAKES_AWAY = (ops.DeleteModel, ops.RemoveField, ops.RenameField, ops.RenameModel, ops.AlterModelTable)


def later_migrations():
    """Those that a portal in use will run while the version before is still at work."""
    found = MigrationLoader(None).disk_migrations
    for (app, name), migration in sorted(found.items()):
        if app in WRITTEN_BEFORE and not migration.replaces and int(name[:4]) > WRITTEN_BEFORE[app]:
            yield f"{app}.{name}", migration


def in_the_way(operation) -> bool:
    """Would the version before fail after it: at what is gone, or at a column that it does not fill?"""
    if isinstance(operation, ops.AddField):
        return not (operation.field.null or operation.field.many_to_many or operation.field.has_db_default())
    return isinstance(operation, TAKES_AWAY)


def test_the_version_before_goes_on_working_beside_new_tables():
    """What takes something away says, as `nobody_uses`, since when no version at work uses it."""
    found = [
        f"{name}: {operation.describe()}"
        for name, migration in later_migrations()
        if not getattr(migration, "nobody_uses", "")
        for operation in migration.operations
        if in_the_way(operation)
    ]

    assert found == []


def test_what_would_be_in_the_way_is_known():
    text = models.CharField(max_length=9, default="")
    assert in_the_way(ops.AddField("thing", "more", text))
    assert in_the_way(ops.RemoveField("thing", "more"))
    assert not in_the_way(ops.AddField("thing", "more", models.CharField(max_length=9, db_default="")))
    assert not in_the_way(ops.AddField("thing", "more", models.DateField(null=True)))
