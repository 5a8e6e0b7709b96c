"""The trial behind E-82. The provider drops a second letter under the same reference, as the promise asks of it."""

import logging
import os
import random
import signal
import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection

from qcp import clock
from qcp.notices import delivery
from qcp.notices.models import Attempt, Message
from qcp.notices.providers.folder import Folder

WORKERS = 8
LEASE_SECONDS = 1
Outcome = Attempt.Outcome


def count(size: int) -> tuple[int, int]:
    """How many of `size` letters are recorded as sent once, with exactly one mail and a plausible list of tries."""
    settings.MAIL_PROVIDER = "qcp.notices.providers.folder.Folder"
    delivery.LEASE_SECONDS = LEASE_SECONDS
    delivery.logger.setLevel(logging.ERROR)  # late results are what this is about; they need no line each
    write(size)
    dice, workers = random.Random(82), []
    while left() and Message.objects.filter(delivery="failed").count() == 0:
        workers = [worker for worker in workers if not ended(worker)]
        workers += [start(dice.choice((0, 0, 0, 0, 0, 0, -2, 2))) for _ in range(WORKERS - len(workers))]
        disturb(dice, workers)
        time.sleep(0.2)
    for worker in workers:
        stop(worker)
    return sum(sent_once(message) for message in Message.objects.prefetch_related("tries")), size


def write(size: int) -> None:
    fields = {
        "notice": "tests.many",
        "occasion": "once",
        "subject_label": "workflow.Case",
        "subject": "Hello",
        "body": "Text",
    }
    Message.objects.bulk_create(
        Message(dedupe_key=str(number), subject_id=uuid.uuid4(), address=f"r{number}@test.example", **fields)
        for number in range(size)
    )


def left() -> int:
    return Message.objects.exclude(delivery__in=("sent", "failed")).count()


def start(jump: int) -> int:
    """A worker whose clock is `jump` seconds off."""
    connection.close()
    child = os.fork()
    if child == 0:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            with clock.at(clock.now() + timedelta(seconds=jump)) if jump else clock.at(None):
                delivery.deliver_due(limit=5)
        connection.close()
        os._exit(0)
    return child


def disturb(dice, workers: list[int]) -> None:
    """Kill one now and then; pause one for longer than its lease, and let it go on."""
    victim = dice.choice(workers)
    if dice.random() < 0.3:
        os.kill(victim, signal.SIGKILL)
    elif dice.random() < 0.3:
        os.kill(victim, signal.SIGSTOP)
        time.sleep(LEASE_SECONDS * 1.2)
        os.kill(victim, signal.SIGCONT)


def ended(worker: int) -> bool:
    return os.waitpid(worker, os.WNOHANG)[0] == worker


def stop(worker: int) -> None:
    if not ended(worker):
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def sent_once(message: Message) -> bool:
    outcomes = [attempt.outcome for attempt in message.tries.all()]
    ended_well = sum(outcome in (Outcome.ACCEPTED, Outcome.FOUND) for outcome in outcomes)
    return message.delivery == "sent" and Folder().path(message.reference).exists() and ended_well >= 1
