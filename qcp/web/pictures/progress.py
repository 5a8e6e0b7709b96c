"""How a work list fills up from round to round: a step for each round, and their table."""

from dataclasses import dataclass

WIDTH, HEIGHT, FLOOR, TOP = 320, 96, 70, 14
SHOWN = 8  # the latest rounds; the table has all of them


@dataclass(frozen=True)
class Bar:
    """One round in the drawing."""

    label: str
    done: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        return round(FLOOR - self.height, 2)

    @property
    def text_x(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def text_y(self) -> float:
        return round(self.y - 3, 2)


@dataclass(frozen=True)
class Progress:
    """`steps`: (round, how many were done when it ended), oldest first. `name` makes ids unique on the page."""

    name: str
    title: str
    whole: int
    steps: tuple[tuple[str, int], ...]

    columns = ("Round", "Accepted", "Of")
    width, height, floor = WIDTH, HEIGHT, FLOOR

    @property
    def rows(self) -> list[tuple]:
        return [(label, done, self.whole) for label, done in self.steps]

    @property
    def bars(self) -> list[Bar]:
        latest = self.steps[-SHOWN:]
        step = WIDTH / max(len(latest), 4)
        tall = (FLOOR - TOP) / (self.whole or 1)
        return [
            Bar(label, done, round(4 + place * step, 2), round(step - 8, 2), round(done * tall, 2))
            for place, (label, done) in enumerate(latest)
        ]

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        if not self.steps:
            return f"{self.title}: nothing is judged yet"
        label, done = self.steps[-1]
        return f"{self.title}: {done} of {self.whole} accepted, {label.lower()}"
