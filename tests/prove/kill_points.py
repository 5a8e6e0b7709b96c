"""E-80: killed before any SQL statement, commit or provider call of a move and of the delivery that follows.

A child makes the move and delivers its letters, and kills itself (SIGKILL) at its n-th step; n = 1, 2, 3 ... until
none is left, then from the start with the recovery killed as well. Afterwards the lease runs out and a worker comes by.
Nothing may be lost, doubled, or sent for a move that did not happen. Runs as a program of its own, on a database of
its own: `python -m tests.prove.kill_points 1000` answers `<good> <tried>`.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

from tests.prove.figure import Figure

ROOT = Path(__file__).resolve().parent.parent.parent


def run(size: int) -> Figure:
    """The figure, from a process that may be killed without harm."""
    with tempfile.TemporaryDirectory(prefix="qcp-kill-points-") as folder:
        chosen = os.environ.get("QCP_DATABASE_URL", "")
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "qcp.settings.test",
            "QCP_RUN_DIR": folder,
            "QCP_DATABASE_URL": chosen if chosen.startswith("postgres") else f"sqlite:///{folder}/portal.sqlite3",
        }
        words = [sys.executable, "-m", "tests.prove.kill_points", str(size)]
        answer = subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    good, tried = answer.stdout.split()[-2:]
    return Figure(int(good), int(tried))


def main(size: int) -> None:
    import django  # noqa: PLC0415  the parent process of `run` has its own Django

    django.setup()
    with database_of_our_own():
        from tests.prove.kill_trial import Trials  # noqa: PLC0415  models exist only once Django is set up

        print(*Trials(random.Random(80)).count(size))


class database_of_our_own:
    """A file of our own, or on PostgreSQL a database made for this and dropped again."""

    def __enter__(self):
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        self.connection, self.name = connection, f"kill_points_{uuid.uuid4().hex[:8]}"
        self.is_server = connection.vendor == "postgresql"
        self.home = connection.settings_dict["NAME"]
        if self.is_server:
            self.on_server(f"CREATE DATABASE {self.name}")
            self.use(self.name)
        call_command("migrate", verbosity=0)

    def __exit__(self, *error):
        if self.is_server:
            self.use(self.home)
            self.on_server(f"DROP DATABASE {self.name} WITH (FORCE)")

    def on_server(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)

    def use(self, name: str) -> None:
        self.connection.close()
        self.connection.settings_dict["NAME"] = name


class Steps:
    """Counts the steps of this process, and kills it before the n-th."""

    def __init__(self):
        self.left = 0

    def kill_at(self, number: int) -> None:
        self.left = number

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


FIGURES = {"E-80": (run, 1000)}

if __name__ == "__main__":
    main(int(sys.argv[1]))
