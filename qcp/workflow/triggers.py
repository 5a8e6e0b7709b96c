"""What the database itself refuses: history that changes, and a change of state without its line of history.

Own SQL for PostgreSQL and SQLite, installed by a migration of each app:
`operations = guard("applications", "application", ...)`.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db.migrations.operations.base import Operation

from . import machines


class Protection(Operation):
    """One step of a migration: `forwards` runs, and `backwards` when it is taken back. No model is loaded for it."""

    reduces_to_sql = False
    elidable = False

    def __init__(self, forwards, backwards):
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label, state):
        """Guards are no part of a model."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.forwards(schema_editor.connection)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.backwards(schema_editor.connection)

    def describe(self):
        return "Put up or take down what the database itself refuses"


def guard(app_label: str, *models: str) -> list[Operation]:
    """Migration operations that protect the named workflow models and their `<model>history` tables."""
    return [Protection(each(install, pairs(app_label, models)), each(remove, pairs(app_label, models)))]


def release(app_label: str, *models: str) -> list[Operation]:
    """Migration operations before a change of guarded tables, followed by it and by `guard()` for the same models.

    SQLite makes a changed table anew and would lose its triggers without a word.
    """
    return [Protection(each(remove, pairs(app_label, models)), each(install, pairs(app_label, models)))]


def keep(app_label: str, *models: str) -> list[Operation]:
    """Migration operations for tables (`append_only = True`) to which lines are added and never changed."""
    return [Protection(each(seal, tables(app_label, models)), each(unseal, tables(app_label, models)))]


def unkeep(app_label: str, *models: str) -> list[Operation]:
    """Migration operations before a change of kept tables, followed by it and by `keep()` for the same models."""
    return [Protection(each(unseal, tables(app_label, models)), each(seal, tables(app_label, models)))]


def pairs(app_label: str, models: tuple[str, ...]) -> list[tuple[str, str]]:
    """The tables of records and of their history."""
    return [(f"{app_label}_{model}", f"{app_label}_{model}history") for model in models]


def tables(app_label: str, models: tuple[str, ...]) -> list[tuple[str]]:
    return [(f"{app_label}_{model}",) for model in models]


def each(act, rows: list[tuple]):
    """`act` for every row of tables, on the connection that a migration gives."""

    def on(connection):
        for row in rows:
            act(connection, *row)

    return on


def seal(connection, table: str) -> None:
    run(connection, only_history(WRITE[connection.vendor]), "", table)


def unseal(connection, table: str) -> None:
    run(connection, only_history(DROP[connection.vendor]), "", table)


def only_history(statements: tuple[str, ...]) -> tuple[str, ...]:
    """Those that concern the table of lines alone."""
    return tuple(statement for statement in statements if "{subject}" not in statement)


def install(connection, subject: str, history: str) -> None:
    run(connection, WRITE[connection.vendor], subject, history)


def remove(connection, subject: str, history: str) -> None:
    run(connection, DROP[connection.vendor], subject, history)


def run(connection, statements: tuple[str, ...], subject: str, history: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("{subject}", subject).replace("{history}", history), None)


def guarded() -> list[tuple[str, str]]:
    """Every (record, history) pair of tables in the project."""
    return [(model._meta.db_table, machines.history_of(model)._meta.db_table) for model in machines.models()]


def sealed() -> list[str]:
    """Every other table of lines that are never changed."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


def install_all(connection) -> None:
    """For a database whose tables were made from the models instead of the migrations."""
    for pair in guarded():
        install(connection, *pair)
    for table in sealed():
        seal(connection, table)


def remove_all(connection) -> None:
    for pair in guarded():
        remove(connection, *pair)
    for table in sealed():
        unseal(connection, table)


@contextmanager
def lifted(connection):
    """Without the guards, for tests that tamper and for emptying a test database."""
    remove_all(connection)
    try:
        yield
    finally:
        install_all(connection)


NO_CHANGE = "History is never changed."
NO_LINE = "A state changes only together with its line of history."
HAS_LINE = """EXISTS (SELECT 1 FROM {history} h WHERE h.subject_id = NEW.id AND h.version = NEW.version
    AND h.source = OLD.state AND h.target = NEW.state) AND NEW.version = OLD.version + 1"""

WRITE = {
    "sqlite": (
        f"CREATE TRIGGER {{history}}_keep_u BEFORE UPDATE ON {{history}} BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END",
        f"CREATE TRIGGER {{history}}_keep_d BEFORE DELETE ON {{history}} BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END",
        f"""CREATE TRIGGER {{subject}}_state BEFORE UPDATE OF state ON {{subject}}
            WHEN OLD.state <> NEW.state AND NOT ({HAS_LINE})
            BEGIN SELECT RAISE(ABORT, '{NO_LINE}'); END""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION qcp_keep() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN RAISE EXCEPTION '{NO_CHANGE}' USING ERRCODE = 'integrity_constraint_violation'; END$$""",
        "CREATE TRIGGER {history}_keep BEFORE UPDATE OR DELETE ON {history} FOR EACH ROW EXECUTE FUNCTION qcp_keep()",
        "CREATE TRIGGER {history}_keep_t BEFORE TRUNCATE ON {history} FOR EACH STATEMENT EXECUTE FUNCTION qcp_keep()",
        f"""CREATE OR REPLACE FUNCTION {{subject}}_state() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN IF NOT ({HAS_LINE}) THEN
                RAISE EXCEPTION '{NO_LINE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END$$""",
        """CREATE TRIGGER {subject}_state BEFORE UPDATE OF state ON {subject} FOR EACH ROW
            WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION {subject}_state()""",
    ),
}

DROP = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS {history}_keep_u",
        "DROP TRIGGER IF EXISTS {history}_keep_d",
        "DROP TRIGGER IF EXISTS {subject}_state",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {history}_keep ON {history}",
        "DROP TRIGGER IF EXISTS {history}_keep_t ON {history}",
        "DROP TRIGGER IF EXISTS {subject}_state ON {subject}",
    ),
}
