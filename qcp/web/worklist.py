"""A queue as a page of work: narrowed by what stands in the address, 50 rows a page, each with its date and its age.

Everything here begins with the queue's own query, so the page, its groups and its exports show the same rows.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from qcp import clock
from qcp.deadlines.ageing import in_words, waited
from qcp.deadlines.lengths import add_days
from qcp.deadlines.models import OWES, Deadline, Pause
from qcp.web.deadlines import SOON, Left, left_until
from qcp.web.queues import Line, Queue
from qcp.workflow.machines import history_of
from qcp.workflow.models import WorkflowModel

CAME = ("asked_at", "received_at", "opened_at", "at")  # the first that a row has
PAGE = 50
GROUPS = {
    "overdue": "Overdue",
    "soon": "Due within a week",
    "later": "Due later",
    "paused": "Paused while others act",
    "undated": "Without a date",
}
HELD = {"me": "In my hands", "nobody": "In nobody's hands"}
PAUSED = Left("Paused while others act", "paused")
HEAD = ["What", "What to do", "Due", "How it stands", "Working days waited", "In whose hands", "Address"]


@dataclass(frozen=True)
class Entry:
    """One row of the page: its line, the last day of what is owed, and how long it has waited so far."""

    line: Line
    left: Left | None
    age: int | None
    held_by: str = ""

    @property
    def age_in_words(self) -> str:
        return "" if self.age is None else in_words(self.age)

    def cells(self) -> list:
        """As the exports write it."""
        due = self.line.due_on.isoformat() if self.line.due_on else ""
        stands = self.left.in_full if self.left else ""
        age = "" if self.age is None else self.age
        return [self.line.text, self.line.detail, due, stands, age, self.held_by, self.line.url]


def dated(queue: Queue, user, part: str = "") -> QuerySet:
    """The rows of the queue or of a part of it, each with `owed_on` and `owed_status`.

    The queue names the date itself (`dated_by`) or the kind of clock (`clock`); otherwise it is the clock of the row's
    case that presses this person most: one that runs before one that is paused, the nearest first.
    """
    rows = queue.part(queue.rows(user), part) if part and queue.part else queue.rows(user)
    if queue.dated_by:
        return rows.annotate(owed_on=F(queue.dated_by), owed_status=Value("running"))
    if not has_a_case(rows.model):
        return rows.annotate(owed_on=Value(None, DateField()), owed_status=Value(""))
    mine = Q(owner__in=OWES[user.role]) & (Q(assignee=None) | Q(assignee=user))
    which = Q(kind=queue.clock) if queue.clock else mine
    nearest = Deadline.objects.running().filter(which, case=OuterRef("case")).order_by("-status", "due_on")
    return rows.annotate(
        owed_on=Subquery(nearest.values("due_on")[:1]), owed_status=Subquery(nearest.values("status")[:1])
    )


def has_a_case(model) -> bool:
    """Does the table itself name the case?"""
    return any(field.name == "case" for field in model._meta.fields)


def in_hands(rows: QuerySet, user, held: str) -> QuerySet:
    """Only rows whose case this person looks after, or nobody does."""
    standing = holders().filter(case=OuterRef("case"))
    if held == "me":
        return rows.filter(Exists(standing.filter(person=user)))
    return rows.filter(~Exists(standing)) if held == "nobody" else rows


def holders() -> QuerySet:
    """Who looks after which case now; the desk keeps it."""
    return apps.get_model("desk.CaseHolder").objects.standing()


def group_of() -> Case:
    """The group of a dated row, as the database sees it."""
    today = clock.today()
    return Case(
        When(owed_on=None, then=Value("undated")),
        When(owed_status="paused", then=Value("paused")),
        When(owed_on__lt=today, then=Value("overdue")),
        When(owed_on__lte=add_days(today, SOON), then=Value("soon")),
        default=Value("later"),
    )


class Worklist:
    """One queue for one person, narrowed to a group of dates and to a page."""

    def __init__(self, queue: Queue, user, *, part="", due="", held="", page: str | int | None = 1):
        self.queue, self.user = queue, user
        self.part = part if queue.part else ""
        self.due = due if due in GROUPS else ""
        whole = dated(queue, user, self.part)
        self.can_be_held = user.is_staff and has_a_case(whole.model)
        self.held = held if held in HELD and self.can_be_held else ""
        whole = in_hands(whole, user, self.held)
        self.rows = whole.annotate(due_group=group_of()).filter(due_group=self.due) if self.due else whole
        self.count_of = counted(whole)
        self.total = sum(self.count_of.values())
        self.count = self.count_of[self.due] if self.due else self.total
        self.pages = Paginator(Counted(self.rows, self.count), PAGE)
        self.page = self.pages.get_page(page)

    @property
    def address(self) -> str:
        """What stands in the address of this list besides the page, to be followed by more."""
        return self.narrowed("part", "held", "due")

    @property
    def part_address(self) -> str:
        """Without the group of dates."""
        return self.narrowed("part", "held")

    @property
    def all_hands_address(self) -> str:
        """Whoever looks after the cases."""
        return self.narrowed("part", "due")

    def narrowed(self, *names: str) -> str:
        return urlencode({name: getattr(self, name) for name in names if getattr(self, name)})

    @property
    def hands(self) -> list[tuple[str, str]]:
        """Key and words of each way to narrow the list by who looks after the case."""
        return list(HELD.items()) if self.can_be_held else []

    @property
    def groups(self) -> list[tuple[str, str, int]]:
        """Key, words and number of each group that is not empty."""
        return [(key, words, self.count_of[key]) for key, words in GROUPS.items() if self.count_of[key]]

    @property
    def entries(self) -> list[Entry]:
        return list(entries(self.queue, self.page.object_list, self.can_be_held))

    def all_cells(self) -> Iterator[list]:
        """Every row as the exports write it, read in portions so that the whole is never held."""
        portion: list = []
        for row in self.rows.iterator(chunk_size=500):
            portion.append(row)
            if len(portion) == 500:
                yield from (entry.cells() for entry in entries(self.queue, portion, self.can_be_held))
                portion = []
        yield from (entry.cells() for entry in entries(self.queue, portion, self.can_be_held))


class Counted:
    """Rows whose number is known already: the paginator does not count them again."""

    def __init__(self, rows: QuerySet, count: int):
        self.rows, self.number = rows, count

    def count(self) -> int:
        return self.number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, part):
        return list(self.rows[part])


def counted(rows: QuerySet) -> dict[str, int]:
    """How many rows stand in each group: one question."""
    grouped = rows.order_by().annotate(due_group=group_of()).values_list("due_group")
    return dict.fromkeys(GROUPS, 0) | dict(grouped.annotate(Count("pk", distinct=True)))


def entries(queue: Queue, rows, with_hands: bool = False) -> Iterator[Entry]:
    """The rows with their lines, dates and ages: as many questions for one row as for many."""
    rows = queue.prepare(list(rows)) if queue.prepare else list(rows)
    since, pauses, hands = since_when(rows), pauses_of(rows), hands_of(rows) if with_hands else {}
    for row in rows:
        line = queue.line(row)
        began = since.get(row.pk)
        rest = pauses.get(getattr(row, "case_id", None), ())
        age = waited(began, clock.today(), rest) if began else None
        held_by = hands.get(getattr(row, "case_id", None), "")
        yield Entry(Line(line.text, line.url, line.detail, row.owed_on), left(row), age, held_by)


def left(row) -> Left | None:
    if row.owed_status == "paused":
        return PAUSED
    return left_until(row.owed_on) if row.owed_on else None


def since_when(rows) -> dict:
    """The day of the move that brought each record to where it stands; of other rows the day they came."""
    if rows and isinstance(rows[0], WorkflowModel):
        lines = history_of(type(rows[0])).objects.filter(subject__in=[row.pk for row in rows])
        return {subject: clock.on(at) for subject, at in lines.order_by("version").values_list("subject", "at")}
    return {row.pk: clock.on(moment) for row in rows if (moment := came_at(row))}


def came_at(row):
    """When a row that is no workflow record came to the office; None where nothing says so."""
    return next((moment for name in CAME if (moment := getattr(row, name, None))), None)


def hands_of(rows) -> dict[object, str]:
    """Case -> the name of whoever looks after it."""
    cases = [row.case_id for row in rows if getattr(row, "case_id", None)]
    return dict(holders().filter(case__in=cases).values_list("case", "person__name")) if cases else {}


def pauses_of(rows) -> dict[object, list[tuple[datetime.date, datetime.date | None]]]:
    """Case -> the spells during which one of the office's clocks stood still."""
    cases = [row.case_id for row in rows if getattr(row, "case_id", None)]
    found: dict = {}
    lines = Pause.objects.filter(deadline__case__in=cases)
    for case, first, last, closed in lines.values_list("deadline__case", "from_on", "until_on", "deadline__closed_at"):
        found.setdefault(case, []).append((first, last or (closed and clock.on(closed))))
    return found
