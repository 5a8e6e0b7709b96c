"""The grid of matching: offered days across, surveyors down; what speaks for each pair, and who is out and why."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q

from qcp import clock
from qcp.access.models import Recusal
from qcp.deadlines.holidays import holiday_on

from ..geography import distance, miles_between
from ..models import BusyDay, PencilledDay, Survey, Surveyor
from ..pairing import Facts, objections
from ..states import BEFORE_THE_VISIT, BEGUN, State

FAR = 100_000
IDLE = (0, None)
AWAY, TAKEN = "Away", "Taken by another survey"


@dataclass(frozen=True)
class Column:
    """One offered day: what is against it for everybody, and at how many of the sites there is treatment."""

    day: object
    problem: str
    treatment: str

    def __str__(self):
        return f"{self.day:%a, %b %-d}"


@dataclass(frozen=True)
class Cell:
    """One surveyor on one day: free, or why not."""

    day: object
    problem: str = ""
    caution: str = ""

    @property
    def is_free(self) -> bool:
        return not self.problem


@dataclass
class Match:
    """One surveyor for one survey."""

    surveyor: Surveyor
    distance: str
    miles: int
    load: int
    last_on: object = None  # the last day on which they surveyed anywhere
    earlier: list = field(default_factory=list)  # what they surveyed for this practice in earlier applications
    cells: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    def __str__(self):
        free = ", ".join(f"{day:%b %-d}" for day in self.free) or "none of the offered days"
        return f"{self.surveyor}: {self.distance}, {self.load} under way, free on {free}"

    @property
    def possible(self) -> bool:
        return not self.reasons

    @property
    def free(self) -> list:
        return [cell.day for cell in self.cells if cell.is_free]

    @property
    def cautions(self) -> list[str]:
        """Not a reason to leave them out, but worth a look."""
        said = []
        if not self.free:
            said.append("Free on none of the offered days: another day would have to be agreed.")
        if self.earlier:
            said.append(f"Surveyed this practice before: {', '.join(self.earlier)}.")
        return said

    @property
    def rank(self):
        return (not self.possible, not self.free, bool(self.earlier), self.miles, self.load, str(self.surveyor))


@dataclass(frozen=True)
class Grid:
    columns: list[Column]
    rows: list[Match]

    @property
    def possible(self) -> list[Match]:
        return [row for row in self.rows if row.possible]

    @property
    def left_out(self) -> list[Match]:
        return [row for row in self.rows if not row.possible]


def grid(survey, viewer) -> Grid:
    """All surveyors of the roster, the most suitable first. A handful of queries, however many.

    viewer: which survey takes a surveyor's day is named only to those who may see that survey.
    """
    columns = offered(survey)
    days = [column.day for column in columns]
    facts, taken, pencilled = Facts.of(survey), taken_days(days, viewer), pencilled_days(days, survey)
    work, earlier = record_of_work(), earlier_surveys(survey)
    rows = [
        Match(
            surveyor=surveyor,
            distance=distance(surveyor.state, survey.practice.state),
            miles=FAR if (miles := miles_between(surveyor.state, survey.practice.state)) is None else miles,
            load=work.get(surveyor.pk, IDLE)[0],
            last_on=work.get(surveyor.pk, IDLE)[1],
            earlier=earlier[surveyor.pk],
            cells=[cell(surveyor, column, taken, pencilled) for column in columns],
            reasons=objections(surveyor.user, facts),
        )
        for surveyor in Surveyor.objects.for_list()
    ]
    return Grid(columns, sorted(rows, key=lambda each: each.rank))


def cell(surveyor, column: Column, taken: dict, pencilled: set) -> Cell:
    lacking = [f"{name} ends before" for name in surveyor.lacking(column.day)]
    problem = column.problem or taken.get((surveyor.pk, column.day), "") or "; ".join(lacking)
    caution = "Pencilled in for another survey" if (surveyor.pk, column.day) in pencilled else ""
    return Cell(column.day, problem, caution)


def offered(survey) -> list[Column]:
    """The days that the practice offered. A day that has passed or is a holiday stays, with the reason."""
    treating = [days for days in survey.application.treatment_days().values() if days]
    return [column(day, treating) for day in survey.application.offered_dates()]


def column(day, treating: list) -> Column:
    passed = "Has passed" if day < clock.today() else ""
    sites = sum(day.weekday() in days for days in treating)
    return Column(day, passed or holiday_on(day), f"treatment at {sites} of {len(treating)}" if treating else "")


def taken_days(days, viewer) -> dict:
    """(surveyor, day) -> by what they are taken on that day, in words."""
    closed = Recusal.objects.filter(case=OuterRef("survey__case"), user=viewer)
    busy = BusyDay.objects.filter(on__in=days).select_related("survey").annotate(closed=Exists(closed))
    return {(each.surveyor_id, each.on): by_what(each) for each in busy}


def by_what(busy) -> str:
    if busy.survey is None:
        return AWAY
    return TAKEN if busy.closed else f"Surveys {busy.survey.reference}"


def pencilled_days(days, survey) -> set:
    """(surveyor, day) that staff have in mind for another survey."""
    others = PencilledDay.objects.of_others(survey).filter(on__in=days).order_by()
    return set(others.values_list("survey__surveyor_id", "on"))


def record_of_work() -> dict:
    """Surveyor -> how many surveys they still have to hold or to write up, and when they were last at a practice."""
    under_way = Count("pk", distinct=True, filter=Q(state__in=[*BEFORE_THE_VISIT, State.IN_PROGRESS]))
    last = Max("visits__visit_on", filter=Q(state__in=BEGUN))
    named = Survey.objects.exclude(surveyor=None).order_by().values("surveyor_id").annotate(load=under_way, last=last)
    return {each["surveyor_id"]: (each["load"], each["last"]) for each in named}


def earlier_surveys(survey) -> dict:
    """Surveyor -> what they surveyed for this practice in other applications, and when they were last there."""
    earlier = defaultdict(list)
    of_practice = Survey.objects.filter(application__practice=survey.practice_id, state__in=BEGUN)
    for other in of_practice.exclude(application=survey.application_id).annotate(last=Max("visits__visit_on")):
        earlier[other.surveyor_id].append(f"{other.reference}, {other.last:%b %-d, %Y}")
    return earlier
