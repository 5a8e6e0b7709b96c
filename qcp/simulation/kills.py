"""`--faults`: work is killed half-way and repeated at random points; nothing may be lost, and nothing done twice."""

from dataclasses import dataclass

from django.db import transaction

from qcp.notices.delivery import claim, hand_over
from qcp.workflow.actions import action
from qcp.workflow.refusals import Refused

from .world import World, fresh

REPEATABLE = {"reschedule"}  # a move from a state to itself may be made again


class Killed(Exception):
    """The process is gone, and with it everything that was not committed."""


@dataclass
class ClumsyWorld(World):
    """Acts are killed before their commit, pressed twice, and letters are handed over by workers that die."""

    def make(self, record, move: str, /, **given) -> None:
        if self.dice.randrange(6) == 0:
            self.killed_before_the_commit(record, move, given)
        action(fresh(record), move)(fresh(record), **given)
        if self.dice.randrange(6) == 0:
            self.pressed_again(record, move, given)

    def killed_before_the_commit(self, record, move: str, given: dict) -> None:
        try:
            with transaction.atomic():
                action(record, move)(record, **given)
                raise Killed
        except (Killed, Refused):
            pass

    def pressed_again(self, record, move: str, given: dict) -> None:
        """The second press of a button: whatever it answers, it must not act again."""
        before = fresh(record)
        try:
            with transaction.atomic():
                action(before, move)(before, **given)
                if fresh(record).version != before.version and move not in REPEATABLE:
                    self.doubles.append(f"{before.slug} {move} acted twice.")
                raise Killed
        except (Killed, Refused):
            pass

    def work(self) -> None:
        """A worker dies after the letter left and before that was written down; everything is swept twice."""
        if self.dice.randrange(4) == 0:
            claimed = claim()
            if claimed is not None:
                hand_over(claimed)
        super().work()
        super().work()
