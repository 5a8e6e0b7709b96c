"""B2 to B5, B10: the tablet's page in a real browser: switched off and on, killed, tapped faster than anybody can, and
with photos that are interrupted on their way."""

import os
import subprocess
import sys
from functools import partial

from .figure import Figure

SENDING = "tests/browser/test_tablet_sending.py::"
SWITCHED = f"{SENDING}test_the_network_coming_and_going_changes_nothing"
TAPPED = f"{SENDING}test_ten_inputs_at_once_are_all_kept"
PHOTOGRAPHED = "tests/browser/test_tablet_papers.py::test_photos_arrive_equal_and_in_order_through_interruptions"
KILLED = "tests/browser/test_tablet_killed.py::test_what_was_typed_a_second_ago_outlives_the_browser"


def run(size: int, test: str, asked: str) -> Figure:
    """All of them in one run of the browser's own test, which fails with the first loss."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    done = subprocess.run(words, env={**os.environ, asked: str(size)}, check=False)  # noqa: S603
    return Figure(0 if done.returncode else size, size)


FIGURES = {
    "B2": (partial(run, test=SWITCHED, asked="QCP_SWITCHES"), 200),
    "B3, B4": (partial(run, test=KILLED, asked="QCP_FIELD_KILLS"), 500),
    "B5": (partial(run, test=TAPPED, asked="QCP_BURSTS"), 200),
    "B10": (partial(run, test=PHOTOGRAPHED, asked="QCP_PHOTOS"), 500),
}
