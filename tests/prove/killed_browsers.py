"""Browsers killed after the portal said “Saved”: nothing that it acknowledged is lost."""

import os
import subprocess
import sys

from .figure import Figure

TEST = "tests/browser/test_filling_in.py::test_what_was_acknowledged_outlives_a_killed_browser"


def run(size: int = 200) -> Figure:
    """All of them in one run of the browser's own test, which fails with the first loss."""
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
    done = subprocess.run(asked, env={**os.environ, "QCP_KILLS": str(size)}, check=False)  # noqa: S603
    return Figure(0 if done.returncode else size, size)


FIGURES = {"A4": (run, 200)}
