"""Robots that fill in whole applications and break in at every page: each kind of break-in at each page."""

import os
import subprocess
import sys

from .figure import Figure

TEST = "tests/browser/test_a_robot_breaks_in.py"


def run(size: int = 10) -> Figure:
    """So many applications, each from other answers. The first difference fails them all."""
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
    done = subprocess.run(asked, env={**os.environ, "QCP_ROBOTS": str(size)}, check=False)  # noqa: S603
    return Figure(0 if done.returncode else size, size)


FIGURES = {"A, applicants": (run, 10)}
