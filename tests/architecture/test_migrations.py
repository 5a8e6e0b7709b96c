"""An update in place keeps every guard of the database."""

import sqlite3

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
