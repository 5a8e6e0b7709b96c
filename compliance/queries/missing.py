"""Which standards practices miss most often: in figures that never tell of a group under five."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from compliance.models import ReportFinding
from compliance.states import ReportState
from practices.models import Practice
from qcp.web.groups import LEAST
from surveys.states import Rating

UNMET = (Rating.PARTIALLY_MET, Rating.NOT_MET)
JUDGED = (Rating.MET, *UNMET)
MOST = 10


@dataclass(frozen=True)
class Missed:
    """Of so many practices that were judged by a standard, so many missed it at one of their sites."""

    edition: str
    code: str
    title: str
    judged: int
    missed: int

    @property
    def key(self) -> str:
        return f"{self.edition}/{self.code}"


def findings() -> QuerySet:
    """Those of issued reports that stand."""
    return ReportFinding.objects.filter(report__state=ReportState.ISSUED, assessed__in=JUDGED)


def most_missed() -> list[Missed]:
    """The standards missed by the greatest number of practices; groups under five are left out."""
    practice = "report__application__practice"
    by_standard = (
        findings()
        .order_by()
        .values(edition=F("standard__edition__code"), code=F("standard__code"), title=F("standard__title"))
    )
    counted = by_standard.annotate(
        judged=Count(practice, distinct=True),
        missed=Count(practice, distinct=True, filter=Q(assessed__in=UNMET)),
    )
    return [Missed(**each) for each in counted.filter(missed__gte=LEAST).order_by("-missed", "edition", "code")[:MOST]]


def practices_judged(user) -> QuerySet:
    """Practices with a report that stands."""
    judged = findings().filter(report__application__practice=OuterRef("pk"))
    return Practice.objects.visible_to(user).filter(Exists(judged)).order_by("number")


def practices_missing(rows: QuerySet, key: str) -> QuerySet:
    """'2025/1.1': those of them that missed the standard of that edition."""
    edition, _, code = key.partition("/")
    missed = findings().filter(
        report__application__practice=OuterRef("pk"),
        standard__edition__code=edition,
        standard__code=code,
        assessed__in=UNMET,
    )
    return rows.filter(Exists(missed))
