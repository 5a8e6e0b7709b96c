"""E-63: two cases, fifty writers on each at the same moment, and some of them think better of it: no fork, no gap."""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    """So many writers on each of two cases; counts the lines that they were told are written."""
    return apart("tests.prove.writers_trial", size)


FIGURES = {"E-63": (run, 50)}
