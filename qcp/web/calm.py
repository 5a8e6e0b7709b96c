"""The home of those who give the program an hour now and then: one case and what to do about it; the rest below.

Reviewers, council members and surveyors meet the row that presses most. No number runs down: a day is a day.
"""

import datetime
from dataclasses import dataclass, replace
from functools import partial

from qcp import clock
from qcp.access.models import Opening
from qcp.accounts.models import Role
from qcp.web.queues import Line, Listing, Queue, listings
from qcp.web.worklist import dated
from qcp.workflow.models import WorkflowModel

CALM = (Role.REVIEWER, Role.COUNCIL, Role.SURVEYOR)


@dataclass(frozen=True)
class Piece:
    """One thing to do: the row, the words of its queue, and its day."""

    queue: Queue
    row: object
    line: Line

    @property
    def due_on(self) -> datetime.date | None:
        return self.row.owed_on

    @property
    def is_paused(self) -> bool:
        return self.row.owed_status == "paused"

    @property
    def is_late(self) -> bool:
        return bool(self.due_on and not self.is_paused and self.due_on < clock.today())

    @property
    def pressing(self) -> tuple:
        """What can be done now before what rests; the nearest day first, what has none last."""
        return self.is_paused, self.due_on is None, self.due_on or clock.today()


def waiting_for(user, queues: list[Queue]) -> list[Listing]:
    """The queues as at any other home, each row with its day."""
    return listings(queues, user, seen_as=lambda queue: replace(queue, rows=partial(dated, queue)))


def pieces(found: list[Listing]) -> list[Piece]:
    every = [Piece(each.queue, row, each.queue.line(row)) for each in found for row in each.rows]
    return sorted(every, key=lambda piece: piece.pressing)


def one_of(every: list[Piece], at: str) -> dict:
    """The piece at a place of the list (the first when there is no such place), and the place after it."""
    if not every:
        return {"piece": None}
    place = int(at) if at.isdecimal() and 1 <= int(at) <= len(every) else 1
    return {"piece": every[place - 1], "place": place, "following": place % len(every) + 1}


def changed_since_looked(row, user) -> dict:
    """When this person last opened the record, and what others have moved in it since."""
    if not isinstance(row, WorkflowModel):
        return {"looked_at": None}
    looked_at = Opening.objects.filter(person=user, subject_id=row.pk).order_by("-at").values_list("at", flat=True)
    since = looked_at.first()
    moved = row.history.filter(at__gt=since).exclude(actor=user).order_by("version") if since else ()
    return {"looked_at": since, "moved": list(moved)}
