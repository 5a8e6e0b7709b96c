"""E-30: killed before any SQL statement, commit or call of the bank of a card payment, and of its refund.

A child asks for the session, the payer pays, the bank's message comes, the worker asks; every other time two people
then send the money back. The child kills itself (SIGKILL) at its n-th step, later on the recovery is killed as well.
Afterwards nothing may be charged twice, nothing paid may be unpaid, and the bank's books and ours must say the same.
"""

from tests.prove.apart import apart
from tests.prove.figure import Figure


def run(size: int) -> Figure:
    return apart("tests.prove.card_trial", size)


FIGURES = {"E-30": (run, 10_000)}
