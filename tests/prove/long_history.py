"""E-64: a million lines of history are verified within a minute; one changed line among them is found."""

import time

from django.db import connection, transaction

from applications.models import Application, ApplicationHistory
from practices.models import Practice
from qcp import clock
from qcp.workflow import chain, triggers
from qcp.workflow.models import Case
from qcp.workflow.verify import differences, number_of_lines

from .figure import Figure

EACH = 500  # lines of one case
SECONDS = 60


def run(size: int) -> Figure:
    with transaction.atomic():
        for number in range(size // EACH):
            load(number)
        good = number_of_lines() if within_a_minute() and found_when_changed() else 0
        transaction.set_rollback(True)
    return Figure(good, size)


def within_a_minute() -> bool:
    began = time.monotonic()
    return not list(differences()) and time.monotonic() - began < SECONDS


def found_when_changed() -> bool:
    """The one line that somebody changed in a row of the table is named, and nothing else."""
    line = ApplicationHistory.objects.order_by("-pk")[EACH // 2]
    with triggers.lifted(connection):
        ApplicationHistory.objects.filter(pk=line.pk).update(note="something else")
    (sentence,) = differences()
    return f"Case {line.case_id}: line {line.seq} " in sentence


def load(number: int) -> None:
    """A case in which an application went to and fro."""
    practice = Practice(number=f"QP-{2_000_000 + number}", legal_name=f"Practice {number}", city="Troy", state="MI",
                        oncologist_hours=200)  # fmt: skip
    record = Application(case=Case(), practice=practice, number=2_000_000 + number, version=EACH - 1)
    lines = list(written(record))
    record.case.seq, record.case.head = lines[-1].seq, lines[-1].hash
    for rows in ([record.case], [practice], [record], lines):
        type(rows[0]).objects.bulk_create(rows)


def written(record: Application):
    now, before = clock.now(), ""
    for version in range(EACH):
        line = ApplicationHistory(case=record.case, seq=version + 1, subject=record, version=version, at=now,
                                  move="edit", source="draft", target="draft", prev_hash=before)  # fmt: skip
        line.hash = before = chain.digest(line)
        yield line


FIGURES = {"E-64": (run, 1_000_000)}
