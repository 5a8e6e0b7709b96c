"""Fifty guards, each made wrong in one seeded way: the tests of the procedures have to notice at least 48."""

import os
import subprocess
import sys
import tempfile

from .apart import ROOT
from .figure import Figure


def run(size: int = 50, only: str = "", *tests: str) -> Figure:
    """In a process of its own, with a database of its own; whatever nothing noticed is named on standard error."""
    with tempfile.TemporaryDirectory(prefix="qcp-mutants-") as folder:
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "qcp.settings.test",
            "QCP_RUN_DIR": folder,
        }
        words = [sys.executable, "-m", "tests.prove.guard_trial", str(size), only, *tests]
        answer = subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    killed, tried = answer.stdout.split()[-2:]
    return Figure(int(killed), int(tried), percent=96)


FIGURES = {"E.11 guard mutations": (run, 50)}
