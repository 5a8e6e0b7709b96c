"""Applications by stage, and by the quarter in which they were accepted: how many were certified how soon."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncQuarter

from applications.states import State
from qcp.deadlines.lengths import ONE_DAY, add_months

WITHIN = (90, 180, 270, 365)  # days from the Certification Pending date


@dataclass(frozen=True)
class Cohort:
    """Those accepted in one quarter. `certified`: so many of them within each of the lengths, those before included."""

    starts_on: datetime.date
    number: int
    certified: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"{self.starts_on.year}-{self.starts_on.month:02}"

    @property
    def title(self) -> str:
        return f"{self.starts_on.year}, quarter {(self.starts_on.month + 2) // 3}"


def in_state(rows: QuerySet, state: str) -> QuerySet:
    return rows.filter(state=State(state))


def certified_within(days: int) -> Q:
    return Q(state=State.CERTIFIED, took__lte=days * ONE_DAY)


def with_length(rows: QuerySet) -> QuerySet:
    return rows.annotate(took=F("ended_on") - F("pending_on"))


def of_quarter(rows: QuerySet, key: str) -> QuerySet:
    """'2026-07': accepted in the quarter that begins with that month; '2026-07/180': certified within so many days."""
    month, _, days = key.partition("/")
    first = datetime.date.fromisoformat(f"{month}-01")
    rows = rows.filter(pending_on__gte=first, pending_on__lt=add_months(first, 3))
    return with_length(rows).filter(certified_within(int(days))) if days else rows


def cohorts(rows: QuerySet, since: datetime.date) -> list[Cohort]:
    """The quarters since that day, the latest first: one question."""
    recent = with_length(rows.filter(pending_on__gte=since)).order_by().annotate(quarter=TruncQuarter("pending_on"))
    counts = {f"within_{days}": Count("pk", filter=certified_within(days)) for days in WITHIN}
    found = recent.values("quarter").annotate(number=Count("pk"), **counts).order_by("-quarter")
    return [Cohort(each["quarter"], each["number"], tuple(each[f"within_{days}"] for days in WITHIN)) for each in found]
