"""How long is left, in words, for the reader of a page."""

import datetime
from dataclasses import dataclass

from qcp import clock

SOON = 7


@dataclass(frozen=True)
class Left:
    words: str
    tone: str = ""  # 'late', 'soon' or nothing


def left_until(due_on: datetime.date) -> Left:
    days = (due_on - clock.today()).days
    if days < 0:
        return Left(f"Overdue by {counted(-days)}", "late")
    if days == 0:
        return Left("Due today", "soon")
    if days == 1:
        return Left("Due tomorrow", "soon")
    return Left(f"{counted(days)} left, due {due_on.day} {due_on:%b %Y}", "soon" if days <= SOON else "")


def left_of(deadline) -> Left:
    """The same for a running clock, which may be standing still while others act."""
    if deadline.status == "paused":
        return Left("Paused while others act")
    if deadline.status != "running":
        return Left(deadline.get_status_display())
    return left_until(deadline.due_on)


def counted(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
