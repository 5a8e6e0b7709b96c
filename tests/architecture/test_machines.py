"""The declared machines are those of the handbook, and none has a door left open."""

from django.db import connection

from qcp.workflow import triggers
from qcp.workflow.actions import action
from qcp.workflow.machines import models
from qcp.workflow.moves import steps


def test_every_move_says_who_may_make_it():
    assert [f"{m.slug}: {s.name}" for m in models() for s in steps(m) if s.transition.permission is None] == []


def test_every_move_has_an_action_of_its_name():
    missing = []
    for model in models():
        for step in steps(model):
            try:
                action(object.__new__(model), step.name)
            except AttributeError:
                missing.append(f"{model.slug}: {step.name}")
    assert missing == []


def test_every_record_and_its_history_are_guarded_by_the_database(db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {(table.strip('"'), name) for table, name in cursor.fetchall()}
    guarded = {table for table, _ in found}
    assert [table for pair in triggers.guarded() for table in pair if table not in guarded] == []
