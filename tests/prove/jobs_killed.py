"""E-81 and E-87: every job of the schedule, killed at each of its statements, run twice, and run beside itself.

What it leaves in the end is the same as when it runs once and undisturbed.
"""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    """At most so many kills for each job; fewer where it has fewer statements."""
    return apart("tests.prove.jobs_trial", size)


FIGURES = {"E-81": (run, 1000)}
