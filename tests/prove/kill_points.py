"""E-80: killed before any SQL statement, commit or provider call of a move and of the delivery that follows.

A child makes the move and delivers its letters, and kills itself (SIGKILL) at its n-th step; n = 1, 2, 3 ... until
none is left, then from the start with the recovery killed as well. Afterwards the lease runs out and a worker comes by.
Nothing may be lost, doubled, or sent for a move that did not happen.
"""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    return apart("tests.prove.kill_trial", size)


FIGURES = {"E-80": (run, 1000)}
