"""Proofs that kill processes run as a program of their own, on a database of their own.

`python -m tests.prove.apart tests.prove.kill_trial 1000` answers `<good> <tried>`.
"""

import os
import subprocess
import sys
import tempfile
import uuid
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tests.prove.figure import Figure

ROOT = Path(__file__).resolve().parent.parent.parent


def apart(module: str, size: int) -> Figure:
    """What `module.count(size)` comes to, in a process that may be killed without harm."""
    with tempfile.TemporaryDirectory(prefix="qcp-apart-") as folder:
        chosen = os.environ.get("QCP_DATABASE_URL", "")
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "qcp.settings.test",
            "QCP_RUN_DIR": folder,
            "QCP_DATABASE_URL": chosen if chosen.startswith("postgres") else f"sqlite:///{folder}/portal.sqlite3",
        }
        words = [sys.executable, "-m", "tests.prove.apart", module, str(size)]
        answer = subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    good, tried = answer.stdout.split()[-2:]
    return Figure(int(good), int(tried))


@contextmanager
def database_of_our_own():
    """The file that the environment names, or on PostgreSQL a database made for this and dropped again."""
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by `main` first
    from django.db import connection  # noqa: PLC0415

    from qcp.workflow import triggers  # noqa: PLC0415

    def use(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    def on_server(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    home, own = connection.settings_dict["NAME"], f"apart_{uuid.uuid4().hex[:8]}"
    is_server = connection.vendor == "postgresql"
    if is_server:
        on_server(f"CREATE DATABASE {own}")
        use(own)
    try:
        call_command("migrate", verbosity=0, run_syncdb=not is_server)
        if not is_server:
            triggers.install_all(connection)
        yield
    finally:
        if is_server:
            use(home)
            on_server(f"DROP DATABASE {own} WITH (FORCE)")


def main(module: str, size: int) -> None:
    import django  # noqa: PLC0415  the parent process of `apart` has its own Django

    django.setup()
    with database_of_our_own():
        print(*import_module(module).count(size))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
