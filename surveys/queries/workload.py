"""How much each surveyor has to do, and has done."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from qcp import clock
from qcp.deadlines.lengths import add_years

from ..models import Survey
from ..states import SUBMITTED, UNDER_WAY


@dataclass(frozen=True)
class Workload:
    under_way: int = 0
    last_year: int = 0

    def __str__(self):
        return f"{self.under_way} under way, {self.last_year} held in the last twelve months"


def workload(surveyors) -> dict:
    """Surveyor -> what is under way, and what they handed in during the last twelve months. One query."""
    since = add_years(clock.today(), -1)
    rows = (
        Survey.objects.filter(surveyor_id__in=surveyors)
        .order_by()
        .values_list("surveyor_id")
        .annotate(
            going=Count("pk", filter=Q(state__in=UNDER_WAY)),
            held=Count("pk", filter=Q(state__in=SUBMITTED, findings_on__gte=since)),
        )
    )
    return defaultdict(Workload, {pk: Workload(going, held) for pk, going, held in rows})
