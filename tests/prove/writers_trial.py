"""The trial behind E-63: writers in threads with connections of their own, each opening records of one of two cases."""

import random
import threading

from django.db import connections, transaction

from applications.models import Application, PolicyDocument
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from qcp.workflow.verify import differences
from tests.factories.practices import PracticeFactory

EACH = 10  # records that one writer opens
MINDS_CHANGED = 0.2


class ThoughtBetterOfIt(Exception):
    """A writer rolls back: its line must leave no gap."""


def count(size: int) -> tuple[int, int]:
    """How many acknowledged lines stand in two unbroken chains; none of them when anything differs."""
    cases = [opened() for _ in range(2)]
    start = threading.Barrier(size * len(cases))
    writers = [Writer(application, number, start) for application in cases for number in range(size)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    promised = sum(writer.written for writer in writers)
    found = sum(Case.objects.get(pk=application.case_id).seq - 1 for application in cases)
    whole = not list(differences()) and promised == found and all(writer.is_done for writer in writers)
    return (found if whole else 0), promised


def opened() -> Application:
    with transaction.atomic():
        application = Application.objects.create(practice=PracticeFactory(), case=Case.objects.create())
        chain.begin(application, by=SYSTEM)
    return application


class Writer(threading.Thread):
    def __init__(self, application, number: int, start: threading.Barrier):
        super().__init__()
        self.application, self.number, self.go = application, number, start
        self.dice = random.Random(63 + number)
        self.written, self.is_done = 0, False

    def run(self) -> None:
        self.go.wait()
        for turn in range(EACH):
            self.write(f"Document {self.number}/{turn}")
        self.is_done = True
        connections.close_all()

    def write(self, title: str) -> None:
        given = {"case_id": self.application.case_id, "application": self.application, "title": title}
        try:
            with transaction.atomic():
                chain.begin(PolicyDocument.objects.create(**given), by=SYSTEM)
                if self.dice.random() < MINDS_CHANGED:
                    raise ThoughtBetterOfIt
        except ThoughtBetterOfIt:
            return
        self.written += 1
