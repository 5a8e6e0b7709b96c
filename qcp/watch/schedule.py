"""What the schedule expects of each job, read from the one table in `qcp.celery`."""

import datetime
from functools import cache

from celery.schedules import maybe_schedule

from qcp.celery import app

PATIENCE = datetime.timedelta(minutes=15)


@cache
def expected() -> dict[str, tuple[str, object]]:
    """Task -> its title and its Celery schedule."""
    return {
        row["task"]: (title, maybe_schedule(row["schedule"], app=app)) for title, row in app.conf.beat_schedule.items()
    }


def title(task: str) -> str:
    return expected()[task][0].capitalize() if task in expected() else task


def is_late(task: str, ended_at: datetime.datetime) -> bool:
    """Should it have ended once more since then, PATIENCE included? A job outside the schedule never is."""
    if task not in expected():
        return False
    return -expected()[task][1].remaining_estimate(ended_at) > PATIENCE
