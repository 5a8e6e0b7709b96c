"""What the portal's own account may do in PostgreSQL: work on every table, and only add to those never changed.

Tables are made by another account, with which only `migrate` signs in.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from . import triggers


def statements(role: str) -> Iterator[str]:
    """SQL for the owner of the tables to run after each `migrate`."""
    quoted = connection.ops.quote_name
    kept, who = lines_only(), quoted(role)
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {who};"
    yield f"GRANT USAGE ON SCHEMA public TO {who};"
    for table in sorted(all_tables()):
        rights = "SELECT, INSERT" if table in kept else "SELECT, INSERT, UPDATE, DELETE"
        yield f"REVOKE ALL ON {quoted(table)} FROM {who};"
        yield f"GRANT {rights} ON {quoted(table)} TO {who};"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {who};"


def lines_only() -> set[str]:
    """History, and every other table of lines."""
    return {history for _, history in triggers.guarded()} | set(triggers.sealed())


def all_tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.managed} | {"django_migrations"}
