"""The matching screen: every surveyor beside the offered dates, with what speaks for, and who is left out and why."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from qcp import clock

from ..geography import distance, miles_between
from ..models import BusyDay, Survey, Surveyor
from ..pairing import Facts, objections
from ..states import BEFORE_THE_VISIT, BEGUN, State

FAR = 100_000


@dataclass
class Match:
    """One surveyor for one survey."""

    surveyor: Surveyor
    distance: str
    miles: int
    load: int
    earlier: list = field(default_factory=list)  # what they surveyed for this practice in earlier applications
    free: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    def __str__(self):
        free = ", ".join(f"{day:%b %-d}" for day in self.free) or "none of the offered days"
        return f"{self.surveyor}: {self.distance}, {self.load} under way, free on {free}"

    @property
    def possible(self) -> bool:
        return not self.reasons

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


def matches(survey) -> list[Match]:
    """All surveyors of the roster, the most suitable first, those left out last. A handful of queries, however many."""
    days = [day for day in survey.application.offered_dates() if day >= clock.today()]
    facts, taken, loads, earlier = Facts.of(survey), taken_days(days), load(), earlier_surveys(survey)
    found = [
        Match(
            surveyor=surveyor,
            distance=distance(surveyor.state, survey.practice.state),
            miles=FAR if (miles := miles_between(surveyor.state, survey.practice.state)) is None else miles,
            load=loads.get(surveyor.pk, 0),
            earlier=earlier[surveyor.pk],
            free=[day for day in days if day not in taken[surveyor.pk]],
            taken=[day for day in days if day in taken[surveyor.pk]],
            reasons=objections(surveyor.user, facts),
        )
        for surveyor in Surveyor.objects.for_list()
    ]
    return sorted(found, key=lambda each: each.rank)


def taken_days(days) -> dict:
    """Surveyor -> those of the days on which they are taken."""
    taken = defaultdict(set)
    for surveyor, day in BusyDay.objects.filter(on__in=days).values_list("surveyor_id", "on"):
        taken[surveyor].add(day)
    return taken


def load() -> dict:
    """Surveyor -> number of surveys that they still have to hold or to write up."""
    under_way = Survey.objects.filter(state__in=[*BEFORE_THE_VISIT, State.IN_PROGRESS]).exclude(surveyor=None)
    return dict(under_way.order_by().values_list("surveyor_id").annotate(Count("pk")))


def earlier_surveys(survey) -> dict:
    """Surveyor -> references of what they surveyed for this practice in other applications."""
    earlier = defaultdict(list)
    of_practice = Survey.objects.filter(application__practice=survey.practice_id, state__in=BEGUN)
    for other in of_practice.exclude(application=survey.application_id):
        earlier[other.surveyor_id].append(other.reference)
    return earlier
