"""E-82: eight workers on one outbox, killed, paused past their lease, with clocks that jump: each letter sent once."""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    return apart("tests.prove.worker_trial", size)


FIGURES = {"E-82": (run, 5000)}
