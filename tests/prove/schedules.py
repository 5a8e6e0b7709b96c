"""B11: however often, in whatever order and however cut the changes of devices arrive, the answers end as if each had
arrived once. The judge knows nothing of revisions: it remembers of each change which others its author had seen."""

import random
from dataclasses import dataclass, field

from surveys.merging import Answer, Change, take_in
from tests.prove.figure import Figure

VALUES = ("met", "partially_met", "not_met", "not_applicable")


@dataclass
class Tablet:
    """A device: what it has not yet been told is received, and what it saw when it last heard."""

    name: str
    queue: list[Change] = field(default_factory=list)
    base: int = 0
    seen: frozenset[str] = frozenset()
    seq: int = 0


class Play:
    """A portal with one answer, a few tablets, and a bad network between them."""

    def __init__(self, dice: random.Random):
        self.dice, self.answer, self.arrived = dice, Answer(), set()
        self.tablets = [Tablet(name) for name in "abc"[: dice.randint(1, 3)]]
        self.saw: dict[str, frozenset[str]] = {}
        self.said: dict[str, Change] = {}

    def write(self, tablet: Tablet) -> None:
        """Somebody taps: the change is kept on the tablet, with what they see there."""
        tablet.seq += 1
        change = Change(f"{tablet.name}{tablet.seq}", tablet.name, tablet.seq, tablet.base, self.dice.choice(VALUES))
        own = {number for number in self.said if number.startswith(tablet.name)}
        self.said[change.number], self.saw[change.number] = change, tablet.seen | own
        tablet.queue.append(change)

    def send(self, tablet: Tablet) -> None:
        """A batch, perhaps cut, shuffled and doubled; the answer to it is lost one time in three."""
        batch = tablet.queue[: self.dice.randint(0, len(tablet.queue))] * self.dice.randint(1, 5)
        self.dice.shuffle(batch)
        for change in batch:
            self.answer, _ = take_in(self.answer, change)
            self.arrived.add(change.number)
        if self.dice.random() < 2 / 3:
            self.hear(tablet)

    def hear(self, tablet: Tablet) -> None:
        tablet.queue = [change for change in tablet.queue if change.number not in self.arrived]
        tablet.base, tablet.seen = self.answer.revision, frozenset(self.arrived)

    def standing(self) -> set:
        """By the judge: what nobody has replaced who had seen it, or who had said it."""
        replaced = {number for each in self.arrived for number in self.saw[each] & self.arrived}
        return {self.said[number].value for number in self.arrived - replaced}

    def run(self) -> bool:
        for _ in range(self.dice.randint(1, 30)):
            self.dice.choice((self.write, self.write, self.send))(self.dice.choice(self.tablets))
        for tablet in self.tablets:
            while tablet.queue:
                self.send(tablet)
        return set(self.answer.values) == self.standing()


def run(size: int) -> Figure:
    dice = random.Random(11)
    return Figure(sum(Play(dice).run() for _ in range(size)), size)


FIGURES = {"B11": (run, 10_000)}
