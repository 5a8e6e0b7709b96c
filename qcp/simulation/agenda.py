"""Time in fast motion: lives take turns, each rests until its next moment, and by night the portal works."""

import datetime
import heapq
from collections.abc import Callable, Generator
from itertools import count

from qcp import clock

Life = Generator[datetime.timedelta, None, None]


class Agenda:
    """What happens next. A life is a generator: it acts, then yields how long it rests."""

    def __init__(self, start: datetime.datetime):
        self.now = start
        self.moments: list[tuple[datetime.datetime, int, Life]] = []
        self.turn = count()

    def begin(self, life: Life, *, rest: datetime.timedelta) -> None:
        """The life takes its first turn after `rest`."""
        heapq.heappush(self.moments, (self.now + rest, next(self.turn), life))

    def run(self, until: datetime.datetime, night: Callable[[bool], None]) -> None:
        """Live from now until `until`; `night(acted)` is called once a day, after the day's acts."""
        while self.now < until:
            tomorrow = self.now + datetime.timedelta(days=1)
            acted = False
            while self.moments and self.moments[0][0] < tomorrow:
                moment, _, life = heapq.heappop(self.moments)
                self.take_turn(life, max(moment, self.now))
                acted = True
            self.now = tomorrow
            with clock.at(self.now):
                night(acted)

    def take_turn(self, life: Life, moment: datetime.datetime) -> None:
        with clock.at(moment):
            rest = next(life, None)
        if rest is not None:
            heapq.heappush(self.moments, (moment + rest, next(self.turn), life))
