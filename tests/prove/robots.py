"""The robot on two tablets: 300 items at 3 sites, the network cut 200 times, the portal killed at random."""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    return apart("tests.prove.robot_trial", size)


FIGURES = {"B, robot": (run, 200)}
