"""The trial behind E-83: writers that go on until they are told to end, whatever happens to the database."""

import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections, transaction
from django.test import Client

from applications.models import Application, PolicyDocument
from practices.models import Practice
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from qcp.workflow.verify import differences
from tests.factories.practices import PracticeFactory


def count(size: int) -> tuple[int, int]:
    """`size` writers; how many of the rows that they were told are written are there, in unbroken chains.

    None count when a page was ever answered otherwise than with what it has to say, or that the database is away.
    """
    writers, reader = [Writer() for _ in range(size)], Reader()
    for each in (*writers, reader):
        each.start()
    for each in (*writers, reader):
        each.join()
    connections.close_all()
    if reader.answers != {404, 503}:
        return 0, -1
    told = {pk for writer in writers for pk in writer.told}
    kept = PolicyDocument.objects.filter(pk__in=told).count() if not list(differences()) else 0
    return (kept if Practice.objects.count() == size else 0), len(told)


def is_over() -> bool:
    return (Path(settings.RUN_DIR) / "end").exists()


class Reader(threading.Thread):
    """The public asks about a certificate that does not exist; dead connections are closed, as a server does."""

    def __init__(self):
        super().__init__()
        self.answers: set[int] = set()

    def run(self) -> None:
        client, number = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1"), 0
        while not is_over():
            number += 1
            close_old_connections()
            origin = f"198.51.{number // 250 % 250}.{number % 250 + 1}"
            self.answers.add(client.get("/verify/QCP-0000-0000/", REMOTE_ADDR=origin).status_code)
        connections.close_all()


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
            while not is_over():
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
