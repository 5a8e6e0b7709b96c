"""A throw-away portal: its own database in memory, files in memory, a postbox, and randomness from the seed."""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import override_settings

from qcp.settings.tables import FromModels
from qcp.workflow import triggers

from .postbox import Postbox

QUIET = {
    "MAIL_PROVIDER": "qcp.simulation.postbox.Postbox",
    "STORAGES": {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    },
    "MIGRATION_MODULES": FromModels(),
    "DEMO_PASSWORD": "not-for-signing-in",
}


@contextmanager
def throw_away(seed: int) -> Iterator[None]:
    """Inside, the portal is empty and nobody else's; afterwards nothing is left of it."""
    with (
        tempfile.TemporaryDirectory(prefix="qcp-simulation-") as folder,
        override_settings(**QUIET),
        another_database(Path(folder) / "simulation.sqlite3"),
        ids_from(seed),
        no_nudges(),
    ):
        Postbox.accepted.clear()
        call_command("migrate", run_syncdb=True, verbosity=0)
        triggers.install_all(connection)
        call_command("catalogue", stdout=StringIO())
        yield


@contextmanager
def another_database(path: Path) -> Iterator[None]:
    """The default connection, pointed at a SQLite file that nobody waits for."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def ids_from(seed: int) -> Iterator[None]:
    """Ids are random bytes of the system; from a seed they, and with them every order, are the same in each run."""
    system, os.urandom = os.urandom, random.Random(f"ids {seed}").randbytes
    try:
        yield
    finally:
        os.urandom = system


@contextmanager
def no_nudges() -> Iterator[None]:
    """No worker listens: what a commit would wake, the night does."""
    on_commit = transaction.on_commit
    transaction.on_commit = lambda *args, **kwargs: None
    try:
        yield
    finally:
        transaction.on_commit = on_commit
