"""E-83: PostgreSQL, with fsync on, is crashed and started under writers, again and again.

Nothing that a writer was told is written may be missing afterwards, and five seconds after each start all write again.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.prove.apart import ROOT
from tests.prove.figure import Figure
from tests.services.postgres import PrivatePostgres

BACK_WITHIN = 5  # seconds


def run(size: int) -> Figure:
    """So many crashes; counts those after which the writers were back in time, if nothing was lost."""
    dice = random.Random(83)
    with PrivatePostgres(fsync="on") as server, tempfile.TemporaryDirectory(prefix="qcp-restarts-") as folder:
        writers = Writers(server.url, Path(folder))
        writers.wait_for_more(600)  # tables are made first
        good = sum(survived(server, writers, dice) for _ in range(size))
        kept, told = writers.stop()
    return Figure(good if kept == told > 0 else 0, size)


def survived(server, writers, dice) -> bool:
    time.sleep(dice.random())
    server.crash()
    server.start()
    return writers.wait_for_more(BACK_WITHIN)


class Writers:
    """The trial in a process of its own; every line of its log is a row that a writer was told is written."""

    def __init__(self, url: str, folder: Path):
        self.log, self.end = folder / "written", folder / "end"
        self.log.touch()
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "qcp.settings.test",
            "QCP_RUN_DIR": str(folder),
            "QCP_DATABASE_URL": url,
        }
        words = [sys.executable, "-m", "tests.prove.apart", "tests.prove.restart_trial", "4"]
        self.process = subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603

    def wait_for_more(self, seconds: float) -> bool:
        before, end = self.log.stat().st_size, time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if self.log.stat().st_size > before:
                return True
            time.sleep(0.05)
        return False

    def stop(self) -> tuple[int, int]:
        self.end.touch()
        kept, told = self.process.communicate(timeout=120)[0].split()[-2:]
        return int(kept), int(told)


FIGURES = {"E-83": (run, 50)}
