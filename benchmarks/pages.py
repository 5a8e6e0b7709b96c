"""What is measured, and how many times a bare page it may take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from applications.models import Application
from qcp.accounts.models import User


@dataclass(frozen=True)
class Measure:
    """One page as one person asks for it. `goal`: at most so many times the bare page; None: no goal is set."""

    name: str
    who: User | None
    path: str
    goal: float | None
    typed: Callable[[], dict] | None = None


def measures(staff: User, signatory: User, mine: Application, total: int) -> Iterator[Measure]:
    desk = "/admin/applications/application/"
    middle = Application.objects.filter(state="submitted").order_by("number")[total // 20]
    step = f"/applications/{mine.pk}/steps/questionnaire/people/"
    yield Measure("staff list", staff, desk, 6)
    yield Measure("staff list, filtered", staff, f"{desk}?state__exact=submitted", 6)
    yield Measure("staff list, last page", staff, f"{desk}?p={max(1, (total + 1) // 50)}", 7)
    yield Measure("staff list, search", staff, f"{desk}?q={middle.number}", 3)
    yield Measure("work page", staff, f"/applications/{middle.pk}/", 5)
    yield Measure("staff home", staff, "/home/", None)
    yield Measure("practice home", signatory, "/home/", 3)
    yield Measure("applicant form", signatory, step, 3)
    yield Measure(
        "save of a step", signatory, step, 2.5, typed=lambda: {"nurses": "12", "revision": "0", "later": "yes"}
    )
    yield Measure("verify page", None, "/verify/QCP-0000-0000/", 1)
