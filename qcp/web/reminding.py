"""The reminder of the day: what waits for somebody, counted by the queues themselves.

It goes to everybody of the program in whose queues something is, and to nobody else; a practice has the reminders of
its clocks. A run that is late or doubled changes nothing, and a day that was slept through is not made up for.
"""

import datetime
import math

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import Role, User
from qcp.notices import epoch, wishes
from qcp.notices.outbox import enqueue

from .models import Reminded
from .notices import WAITING
from .queues import Listing, listings, queues_for

A_DAY, AN_HOUR = datetime.timedelta(hours=24), datetime.timedelta(hours=1)


def remind_due() -> int:
    """Write to everybody whose hour has come and for whom something waits."""
    epoch.hold_if_restored()
    people = User.objects.filter(is_active=True).exclude(role=Role.PRACTICE)
    return sum(remind(person) for person in people)


def remind(person) -> bool:
    """One person's reminder; False when it is not time, was looked at already, or nothing waits."""
    struck = wishes.of(person).hour_struck()
    if struck is None or Reminded.objects.filter(person=person, on=struck.date()).exists():
        return False
    with transaction.atomic():
        Reminded.objects.get_or_create(person=person)
        known = Reminded.objects.select_for_update().get(person=person)
        leaves = leaves_at(known, struck)
        waiting = what_waits(person) if leaves and known.on != struck.date() else []
        if waiting:
            write(person, waiting, struck.date(), leaves)
            known.left_at = leaves
        known.on = struck.date()
        known.save()
    return bool(waiting)


def leaves_at(known: Reminded, struck: datetime.datetime) -> datetime.datetime | None:
    """Now, or as soon as the last one is a day old; None when that is so late that tomorrow's is near."""
    now = clock.now()
    leaves = max(now, known.left_at + A_DAY) if known.left_at else now
    return leaves if leaves <= max(now, struck + AN_HOUR) else None


def what_waits(person) -> list[Listing]:
    """The same queues that the home page, the badges and the exports are made of."""
    return [listing for listing in listings(queues_for(person), person) if listing.count]


def write(person, waiting: list[Listing], day: datetime.date, leaves: datetime.datetime) -> None:
    """Titles and numbers only: whoever steps off a case later has no letter that names it."""
    base = settings.BASE_URL
    lines = [
        (f"{each.queue.title}: {each.count}", f"{base}{reverse('web:queue', args=[each.queue.key])}")
        for each in waiting
    ]
    delay = math.ceil((leaves - clock.now()).total_seconds())
    told = {"waiting": lines, "day": day, "url": f"{base}{reverse('web:home')}"}
    enqueue(WAITING, person, occasion=day.isoformat(), to=[person], delay_seconds=delay, **told)
