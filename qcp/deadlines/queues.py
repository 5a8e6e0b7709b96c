"""What the program's dashboard counts about clocks: those that are overdue, and how the program kept its own."""

from qcp import clock
from qcp.accounts.models import OFFICE
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import ONE_DAY
from qcp.deadlines.models import Deadline, Status
from qcp.web.queues import Line, Queue

OURS = ("staff", "manager", "reviewer", "surveyor", "council")  # who keeps the program's promises
YEAR = 365 * ONE_DAY


def overdue(user):
    late = Deadline.objects.visible_to(user).filter(status=Status.RUNNING, due_on__lt=clock.today())
    return late.for_list().order_by("due_on", "pk")


def promised(user):
    """Clocks of the program itself that ended within a year, kept or not; for an audience that sees them all."""
    return ended_within_a_year(Deadline.objects.visible_to(user)).for_list().order_by("-closed_at", "pk")


def ended_within_a_year(deadlines):
    """Those of the program's own clocks that were kept or missed."""
    since = clock.now() - YEAR
    return deadlines.filter(closed_at__gte=since, status__in=(Status.MET, Status.MISSED), owner__in=OURS)


def of_kind(rows, kind: str):
    """'action-plan', or 'action-plan/missed': only those that ended so."""
    name, _, status = kind.partition("/")
    rows = rows.filter(kind=Kind(name))
    return rows.filter(status=Status(status)) if status else rows


def line(deadline) -> Line:
    return Line(f"{deadline.title}: {deadline.subject}", deadline.subject.get_absolute_url(), deadline.owed_by)


FIGURES = [
    Queue("deadlines.overdue", "Overdue", OFFICE, overdue, line, dated_by="due_on",
          prepare=Deadline.with_subjects, part=of_kind),
    Queue("deadlines.promised", "What the program promised within a year", OFFICE, promised, line, dated_by="due_on",
          prepare=Deadline.with_subjects, part=of_kind),
]  # fmt: skip
