"""Jobs that the office should tell the operators about."""

from qcp.accounts.models import OFFICE
from qcp.web.queues import Line, Queue

from .models import JobRun


def late(user):
    return JobRun.objects.late()


def line(run) -> Line:
    since = f"Last ended well {run.ended_at:%-d %B, %H:%M} UTC." if run.ended_at else "It has not ended well yet."
    return Line(f"{run} has stopped", run.get_absolute_url(), f"{since} Please tell those who run the portal.")


QUEUES = [Queue("watch.jobs", "Jobs that have stopped", OFFICE, late, line, quiet=True)]
