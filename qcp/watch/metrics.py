"""Figures for a monitoring system: counts and ages of what waits. They name nobody and no case."""

from collections.abc import Iterator

from django.db.models import Min
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.documents.models import StoredFile
from qcp.notices.models import Message

from .models import JobRun


def page() -> bytes:
    """Everything, in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    return generate_latest(registry)


class Figures:
    """Asks the database anew at each reading, so that every process gives the same answer."""

    def collect(self) -> Iterator[Metric]:
        yield from letters()
        yield from files()
        yield gauge("qcp_deadlines_overdue", "Running deadlines that are past their day.", Deadline.objects.overdue())
        yield from jobs()


def letters() -> Iterator[Metric]:
    due = Message.objects.due()
    yield gauge("qcp_letters_due", "Letters that a worker may send now.", due)
    yield age("qcp_letters_oldest_due_seconds", "How long the oldest of them has waited.", due, "try_at")
    yield gauge(
        "qcp_letters_undelivered", "Letters given up or bounced that nobody has settled.", Message.objects.undelivered()
    )


def files() -> Iterator[Metric]:
    checking = StoredFile.objects.unchecked()
    yield gauge("qcp_files_checking", "Files that are not checked yet and so cannot be opened.", checking)
    yield age("qcp_files_oldest_checking_seconds", "How long the oldest of them has waited.", checking, "uploaded_at")


def jobs() -> Iterator[Metric]:
    ended = GaugeMetricFamily("qcp_job_ended_timestamp_seconds", "When a job last ended well.", labels=["job"])
    late = GaugeMetricFamily("qcp_job_late", "1 when a job should have ended well again by now.", labels=["job"])
    failures = CounterMetricFamily("qcp_job_failures", "Runs of a job that failed.", labels=["job"])
    for run in JobRun.objects.all():
        if run.ended_at:
            ended.add_metric([run.task], run.ended_at.timestamp())
        late.add_metric([run.task], int(run.is_late))
        failures.add_metric([run.task], run.failures)
    yield from (ended, late, failures)


def gauge(name: str, what: str, rows) -> Metric:
    return GaugeMetricFamily(name, what, value=rows.count())


def age(name: str, what: str, rows, since: str) -> Metric:
    oldest = rows.order_by().aggregate(oldest=Min(since))["oldest"]
    return GaugeMetricFamily(name, what, value=(clock.now() - oldest).total_seconds() if oldest else 0)
