"""How long is left, in words, for the reader of a page."""

import datetime
from dataclasses import dataclass

from qcp import clock

SOON = 7


@dataclass(frozen=True)
class Left:
    words: str
    tone: str = ""  # 'late', 'soon' or nothing
    on: datetime.date | None = None

    @property
    def in_full(self) -> str:
        """For lists, where the date does not stand beside it."""
        return f"Due {self.on.day} {self.on:%b %Y}" if self.on else self.words


def left_until(due_on: datetime.date) -> Left:
    days = (due_on - clock.today()).days
    if days < 0:
        return Left(f"Overdue by {counted(-days)}", "late")
    if days == 0:
        return Left("Due today", "soon")
    if days == 1:
        return Left("Due tomorrow", "soon")
    return Left(f"{counted(days)} left", "soon" if days <= SOON else "", due_on)


def left_of(deadline) -> Left:
    """The same for a running clock, which may be standing still while others act."""
    if deadline.status == "paused":
        return Left("Paused while others act")
    if deadline.status != "running":
        return Left(deadline.get_status_display())
    return left_until(deadline.due_on)


def counted(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
