"""What the program tells everybody about itself: its own promises, and what practices miss; no group under five."""

from django.db.models import Count, Q

from compliance.queries.missing import most_missed
from compliance.queries.program import title_of
from qcp.deadlines.models import Deadline, Status
from qcp.deadlines.queues import ended_within_a_year
from qcp.web.groups import LEAST
from qcp.web.pictures.tally import Count as Bar
from qcp.web.pictures.tally import Tally


def promises() -> Tally:
    """Of its own clocks that ended within a year, the share that was kept, by kind."""
    by_kind = ended_within_a_year(Deadline.objects.order_by()).values("kind")
    counted = by_kind.annotate(ended=Count("pk"), kept=Count("pk", filter=Q(status=Status.MET)))
    rows = counted.filter(ended__gte=LEAST).order_by("kind")
    bars = [Bar(title_of(row["kind"]), row["kept"] * 100 // row["ended"], more=(row["ended"],)) for row in rows]
    return Tally(
        "promises",
        "Dates that the program kept itself",
        tuple(bars),
        ("What it owes", "Kept in time", "Ended within a year"),
        unit=" %",
        hint="We hold practices to dates, and ourselves. What happened fewer than five times is left out.",
        empty="Nothing has happened five times within a year yet.",
    )


def missed() -> Tally:
    """The standards missed by the greatest number of practices, for those who are going to be judged by them."""
    bars = [Bar(f"{each.code} {each.title}", each.missed, more=(each.judged,)) for each in most_missed()]
    return Tally(
        "missed",
        "Standards that practices missed most often",
        tuple(bars),
        ("Standard", "Practices that missed it", "Practices judged by it"),
        hint="From reports that stand. A standard missed by fewer than five practices is left out.",
        empty="No standard was missed by five practices yet.",
    )
