"""What is measured, how many times a bare page it may take, and how often it asks the database."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from applications.actions import filling
from applications.models import Application
from qcp.accounts.models import User
from qcp.desk.paging import COUNTED

from .people import Cast


@dataclass(frozen=True)
class Measure:
    """One page as one person asks for it.

    goal: at most so many times the bare page; None: no goal is set. queries: so often it may ask the database.
    """

    name: str
    who: User | None
    path: str
    goal: float | None
    queries: int
    typed: Callable[[], dict] | None = None


def measures(cast: Cast, total: int) -> Iterator[Measure]:
    desk = "/admin/applications/application/"
    some = Application.objects.filter(state="submitted").order_by("number")[total // 20]
    form = f"/applications/{cast.draft.pk}/steps/questionnaire/people/"
    yield Measure("staff list", cast.staff, desk, 6, 5)
    yield Measure("staff list, filtered", cast.staff, f"{desk}?state__exact=submitted", 6, 5)
    yield Measure("staff list, last page", cast.staff, f"{desk}?show=all&p={last_page()}", 7, 5)
    yield Measure("staff list, search", cast.staff, f"{desk}?q={some.practice.number}", 3, 5)
    yield Measure("work page", cast.staff, f"/applications/{cast.sent.pk}/work/", 5, 23)
    yield Measure("application, by the office", cast.staff, f"/applications/{cast.sent.pk}/", None, 28)
    yield Measure("staff home", cast.staff, "/home/", None, 17)
    yield Measure("queue", cast.staff, "/home/queues/applications.to-review/", None, 9)
    yield Measure("practice home", cast.waiting, "/home/", 3, 15)
    yield Measure("application, by its practice", cast.applying, f"/applications/{cast.draft.pk}/", None, 27)
    yield Measure("applicant form", cast.applying, form, 3, 14)
    yield Measure("save of a step", cast.applying, form, 2.5, 22, typed=answers(cast.draft))
    yield Measure("verify page", None, f"/verify/{cast.number}/", 1, 4)


def last_page() -> int:
    return -(-min(Application.objects.count(), COUNTED + 1) // 50)


def answers(draft: Application) -> Callable[[], dict]:
    """Each time another number of nurses, on top of what is kept: every save writes."""
    numbers = itertools.cycle(range(10, 99))
    page = next(topic for topic in draft.topics("questionnaire") if topic.slug == "people")

    def typed() -> dict:
        fresh = Application.objects.get(pk=draft.pk)
        revision = filling.revision_of(fresh, page)
        return {**fresh.facts.answers, "nurses": str(next(numbers)), "revision": str(revision), "later": "yes"}

    return typed
