"""What waits for whom. The badge, the list and the export of a queue all come from its one query.

Each app keeps its own in `queues.py`: `QUEUES` (what needs somebody now), `SHELVES` (what is theirs anyway) and
`FIGURES` (what the program's dashboard counts).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import QuerySet

from qcp.accounts.models import Role, User

from .probing import perhaps_filled

SHOWN = 25


@dataclass(frozen=True)
class Line:
    """How one row is described: where it leads, what it is, what to do, and by when."""

    text: str
    url: str
    detail: str = ""
    due_on: object = None


def plainly(row) -> Line:
    return Line(str(row), row.get_absolute_url())


@dataclass(frozen=True)
class Queue:
    """Rows that wait for people in a role. `key` names it for ever ('applications.to-review').

    prepare: asks the database as often for one row as for many.
    """

    key: str
    title: str
    role: Role | tuple[Role, ...]
    rows: Callable[[User], QuerySet]
    line: Callable[..., Line] = plainly
    empty: str = "Nothing is waiting here."
    quiet: bool = False  # not worth a heading of its own while empty
    dated_by: str = ""  # the rows' own last day; '' takes the clock of the row's case that presses the reader,
    clock: str = ""  # or the one of this kind
    prepare: Callable[[list], list] | None = None  # from the rows that are shown to what their lines need
    part: Callable[[QuerySet, str], QuerySet] | None = None  # the rows of one part of it, named in the address

    def is_for(self, user) -> bool:
        return user.role in (self.role if isinstance(self.role, tuple) else (self.role,))


@dataclass(frozen=True)
class Shelf(Queue):
    """Objects of the person's own, whether or not anything waits.

    template: shows one row (as `row`), as `prepare` made it.
    """

    template: str = ""


class Listing:
    """One queue as one person sees it, read once. `count` is the length of the whole list, shown or not."""

    def __init__(self, queue: Queue, user, limit: int | None = SHOWN):
        self.queue = queue
        query = queue.rows(user)
        rows = list(query[: limit + 1] if limit else query)
        cut = limit is not None and len(rows) > limit
        self.count = query.count() if cut else len(rows)
        self.rows = rows[:limit] if cut else rows
        self.rest = self.count - len(self.rows)
        if queue.prepare:
            self.rows = queue.prepare(self.rows)

    @classmethod
    def empty(cls, queue: Queue) -> "Listing":
        """One of which it is known that nothing is in it."""
        listing = cls.__new__(cls)
        listing.queue, listing.rows, listing.count, listing.rest = queue, [], 0, 0
        return listing

    @property
    def lines(self) -> list[Line]:
        return [self.queue.line(row) for row in self.rows]


def listings(queues: list[Queue], user, limit: int | None = SHOWN, seen_as=None) -> list[Listing]:
    """Each of these queues as this person sees it. One question to the database finds out which are empty.

    seen_as: makes of a queue the one whose rows are read, the same rows with something beside them.
    """
    filled = perhaps_filled(queues, user) if queues else set()
    read = seen_as or (lambda queue: queue)
    return [Listing(read(each), user, limit) if each in filled else Listing.empty(read(each)) for each in queues]


@cache
def declared(kind: str = "QUEUES") -> tuple[Queue, ...]:
    """All queues (or shelves) of all apps, in the order of the apps."""
    found: list[Queue] = []
    for config in apps.get_app_configs():
        path = f"{config.name}.queues"
        if config.name != "qcp.web" and config.module.__name__ == config.name and find_spec(path):
            found += getattr(import_module(path), kind, [])
    keys = [queue.key for queue in found]
    if len(keys) != len(set(keys)):
        raise ValueError(f"Two {kind} under one key: {sorted(keys)}")
    return tuple(found)


def queue_of(key: str, user) -> Queue | None:
    """The queue or figure of that key, if it is for this person."""
    known = (*declared("QUEUES"), *declared("FIGURES"))
    return next((queue for queue in known if queue.key == key and queue.is_for(user)), None)


def queues_for(user) -> list[Queue]:
    return [queue for queue in declared("QUEUES") if queue.is_for(user)]


def shelves_for(user) -> list[Shelf]:
    return [shelf for shelf in declared("SHELVES") if shelf.is_for(user)]
