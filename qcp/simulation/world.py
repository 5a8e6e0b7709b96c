"""The stage on which lives are played: dice, people, and the one way to act."""

import datetime
import random
from dataclasses import dataclass, field

from django.db.models import Min

from compliance.actions.decisions import release_due
from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.deadlines.sweep import sweep
from qcp.notices.delivery import deliver_due
from qcp.workflow.actions import action
from qcp.workflow.refusals import Refused

from .cast import Cast
from .twists import Fate


def days(count: int) -> datetime.timedelta:
    """How long a life rests."""
    return datetime.timedelta(days=count)


def hours(count: int) -> datetime.timedelta:
    return datetime.timedelta(hours=count)


class Over(Exception):
    """This life has nothing more to do: what it was about has ended."""


@dataclass
class World:
    """`act` is how a life acts; a run with faults puts something else in its place."""

    dice: random.Random
    cast: Cast
    wakes_at: datetime.datetime | None = None  # when the next clock has to be looked at
    turn: int = 0  # whose turn it is in the council
    refusals: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)  # acts that a second press made again

    def act(self, record, move: str, /, **given) -> None:
        """Make a move with the record as it stands now. A refusal ends the life and is counted."""
        try:
            self.make(fresh(record), move, **given)
        except Refused as refusal:
            self.refusals.append(f"{type(record).__name__} {move}: {refusal}")
            raise Over from refusal

    def make(self, record, move: str, /, **given) -> None:
        action(record, move)(record, **given)

    def night(self, acted: bool) -> None:
        """What the portal does by itself; nothing, when nobody acted and no clock has to be looked at yet."""
        if not acted and self.wakes_at and clock.now() < self.wakes_at:
            return
        self.work()
        self.wakes_at = Deadline.objects.aggregate(first=Min("wake_at"))["first"]

    def work(self) -> None:
        """Releases, letters, clocks, and the letters of those."""
        release_due()
        deliver_all()
        if sweep():
            deliver_all()

    def some(self, least: int, most: int) -> datetime.timedelta:
        """A rest of so many days and a few working hours."""
        return datetime.timedelta(days=self.dice.randint(least, most), minutes=self.dice.randint(0, 300))

    def one_of(self, people: list, *, without=()):
        """Somebody, but none of those."""
        return self.dice.choice([person for person in people if person not in without])

    def of_the_council(self, count: int, among) -> list:
        """As many of those members, in turn, so that each of them gets something to do."""
        everyone = self.cast.council
        taken = [member for member in everyone[self.turn :] + everyone[: self.turn] if member in among][:count]
        self.turn = (everyone.index(taken[-1]) + 1) % len(everyone)
        return taken

    def meets(self, fate: Fate, twist: str) -> bool:
        return twist in fate

    @property
    def staff(self):
        return self.one_of(self.cast.staff)

    @property
    def manager(self):
        return self.one_of(self.cast.managers)

    @property
    def today(self) -> datetime.date:
        return clock.today()


def deliver_all() -> None:
    """Round after round, since a letter that arrives can start a clock, and that writes letters."""
    while deliver_due():
        pass


def fresh(record):
    """The record as the database has it now."""
    return type(record)._base_manager.get(pk=record.pk)
