"""The trial behind E-83: writers that go on until they are told to end, whatever happens to the database."""

import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections, transaction

from applications.models import Application, PolicyDocument
from practices.models import Practice
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from qcp.workflow.verify import differences
from tests.factories.practices import PracticeFactory


def count(size: int) -> tuple[int, int]:
    """`size` writers; how many of the rows that they were told are written are there, in unbroken chains."""
    writers = [Writer() for _ in range(size)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    connections.close_all()
    told = {pk for writer in writers for pk in writer.told}
    kept = PolicyDocument.objects.filter(pk__in=told).count() if not list(differences()) else 0
    return (kept if Practice.objects.count() == size else 0), len(told)


class Writer(threading.Thread):
    def __init__(self):
        super().__init__()
        self.told: list = []
        with transaction.atomic():
            self.application = Application.objects.create(practice=PracticeFactory(), case=Case.objects.create())
            chain.begin(self.application, by=SYSTEM)

    def run(self) -> None:
        folder = Path(settings.RUN_DIR)
        with (folder / "written").open("a", buffering=1) as log:
            while not (folder / "end").exists():
                if pk := self.written():
                    self.told.append(pk)
                    log.write(f"{pk}\n")
        connections.close_all()

    def written(self):
        """The key of a new row, or None when the database was away; the next try takes a new connection."""
        given = {"case_id": self.application.case_id, "application": self.application, "title": "A policy"}
        try:
            with transaction.atomic():
                document = PolicyDocument.objects.create(**given)
                chain.begin(document, by=SYSTEM)
        except (OperationalError, InterfaceError):
            connections.close_all()
            time.sleep(0.05)
            return None
        return document.pk
