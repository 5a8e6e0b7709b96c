"""The trial behind E-81 and E-87: a program full of due work, kept as a file, and put back before each trial."""

import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from qcp import clock
from qcp.celery import app
from tests.architecture.access_world import world
from tests.prove.kill_trial import STEPS, fork, live

# Killed in trials of their own, with a peer that counts what reaches it: E-80 and E-30.
ELSEWHERE = {"notices.deliver_due", "applications.tend_cards", "applications.compare_with_bank"}
SAMPLE = ("deadlines.sweep",)
LATER = timedelta(days=400)  # by then nearly every clock of the program has run out
LEASE_OVER = timedelta(minutes=10)
TOLD_BY = {"notice", "move", "source", "target", "kind"}
NOT_COMPARED = {"watch.JobRun", "sessions.Session", "notices.Attempt"}


def count(size: int) -> tuple[int, int]:
    dice, program = random.Random(81), Program()
    good = tried = 0
    for job in due_jobs() if size > 1 else SAMPLE:
        right = program.after(job)
        trials = [Program.twice, Program.beside_itself, *program.kills(job, size, dice)]
        for trial in trials:
            program.put_back()
            trial(program, job)
            held = program.after(job, fresh=False) == right
            good, tried = good + held, tried + 1
            if not held:
                print(job, trial, program.differences(right), file=sys.stderr)
    return good, tried


def due_jobs() -> list[str]:
    return sorted({row["task"] for row in app.conf.beat_schedule.values()} - ELSEWHERE)


class Program:
    """Two practices with everything that can be due, in a file."""

    def __init__(self):
        if connection.vendor != "sqlite":
            raise NotImplementedError("The program is put back by copying SQLite's file.")
        app.loader.import_default_modules()
        self.moment = clock.now() + LATER
        world()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        self.file = Path(connection.settings_dict["NAME"])
        self.kept = self.file.with_suffix(".kept")
        shutil.copy(self.file, self.kept)

    def put_back(self) -> None:
        connection.close()
        for each in self.file.parent.glob(f"{self.file.name}-*"):
            each.unlink()
        shutil.copy(self.kept, self.file)

    def once(self, job: str, later: timedelta = timedelta()) -> None:
        with clock.at(self.moment + later):
            app.tasks[job].run()

    def twice(self, job: str) -> None:
        fork(lambda: (self.once(job), self.once(job)))

    def beside_itself(self, job: str) -> None:
        """Two workers were given the same job."""
        connection.close()
        other = os.fork()
        if other == 0:
            STEPS.left = 0
            live(lambda: self.once(job))
        fork(lambda: self.once(job))
        os.waitpid(other, 0)

    def kills(self, job: str, most: int, dice) -> list:
        """A kill before each statement and commit of the job, or before so many of them."""
        points = range(1, self.statements(job) + 1)
        chosen = points if len(points) <= most else sorted(dice.sample(points, most))
        return [Kill(number) for number in chosen]

    def statements(self, job: str) -> int:
        self.put_back()
        with tempfile.NamedTemporaryFile("r") as told:

            def act():
                self.once(job)
                Path(told.name).write_text(str(-STEPS.left))

            fork(act)
            return int(told.read())

    def after(self, job: str, fresh: bool = True) -> Counter:
        """What there is once the job has come by again, and again when leases are over."""
        if fresh:
            self.put_back()
            fork(lambda: self.once(job))
        fork(lambda: [self.once(job, LEASE_OVER * turn) for turn in (0, 1, 2)])
        return counted()

    def differences(self, right: Counter) -> str:
        now = counted()
        return f"too many: {now - right}, missing: {right - now}"


class Kill:
    def __init__(self, number: int):
        self.number = number

    def __call__(self, program: Program, job: str) -> None:
        fork(lambda: program.once(job), self.number)

    def __repr__(self):
        return f"killed before statement {self.number}"


def counted() -> Counter:
    """Every row of the portal by what does not depend on chance: states, choices, dates, names of letters and moves."""
    found = Counter()
    for model in apps.get_models():
        if model._meta.label not in NOT_COMPARED:
            fields = [field.attname for field in model._meta.concrete_fields if tells(field)]
            rows = model._base_manager.values_list(*fields) if fields else [()] * model._base_manager.count()
            found.update((model._meta.label, *map(str, row)) for row in rows)
    connection.close()
    return found


def tells(field) -> bool:
    is_date = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    return bool(field.choices) or is_date or isinstance(field, models.BooleanField) or field.name in TOLD_BY
