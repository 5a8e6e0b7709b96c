"""What time it is, for the whole portal: one source, which a simulation may run fast."""

import datetime
import zoneinfo
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set: ContextVar[datetime.datetime | None] = ContextVar("clock", default=None)


def now() -> datetime.datetime:
    """This moment, aware, in UTC."""
    return _set.get() or timezone.now()


def zone() -> zoneinfo.ZoneInfo:
    """The zone in which the program counts its days."""
    return timezone.get_default_timezone()


def today() -> datetime.date:
    """The date in the program's zone (settings.TIME_ZONE), in which every clock is counted."""
    return on(now())


def on(moment: datetime.datetime) -> datetime.date:
    """The program's date at `moment`."""
    return moment.astimezone(zone()).date()


@contextmanager
def at(moment: datetime.datetime):
    """Everything inside happens at `moment` (aware). For the simulation and the demo only."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
