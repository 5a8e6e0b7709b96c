"""One trial of the kill points: the move, its delivery, the kill, the recovery, and what must hold afterwards."""

import os
import random
import signal
import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection

from practices.actions import scores
from practices.models import ScoreSubmission
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.models import Deadline
from qcp.notices import delivery, receipts
from qcp.notices.models import Message, Receipt
from qcp.notices.providers import Answer
from qcp.notices.providers.folder import Folder
from tests.factories.scores import handed_in


class Steps:
    """Counts the steps of this process, and kills it before the n-th (0: never)."""

    left = 0

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


STEPS = Steps()


def count(size: int) -> tuple[int, int]:
    return Trials(random.Random(80)).count(size)


class Ledger(Folder):
    """A provider that can be asked, and keeps one file per acceptance, so that a letter accepted twice shows."""

    name = "ledger"

    def accepted(self, reference: str) -> int:
        return len(list(self.folder.glob(f"{reference.strip('<>')}.*.eml")))

    def path(self, reference: str):
        return self.folder / f"{reference.strip('<>')}.{uuid.uuid4().hex}.eml"

    def ask(self, reference: str) -> Answer:
        STEPS.point()
        return Answer.ACCEPTED if self.accepted(reference) else Answer.UNKNOWN

    def send(self, letter) -> None:
        STEPS.point()
        super().send(letter)
        STEPS.point()


class Trials:
    """Runs kills one after the other, each on a record of its own."""

    def __init__(self, dice):
        self.dice = dice
        settings.MAIL_PROVIDER = f"{__name__}.Ledger"
        self.signatories = [User.objects.create_user(f"s{n}@test.example", name=f"S{n}") for n in (1, 2)]
        self.staff = User.objects.create_user("stella@test.example", name="Stella", role=Role.STAFF)
        self.act(handed_in(*self.signatories))  # everything is imported and every template read before the first fork

    def count(self, size: int) -> tuple[int, int]:
        good, number, lap = 0, 0, 0
        for _ in range(size):
            number += 1
            killed, held = self.attempt(number, self.dice.randrange(1, 40) if lap else 0)
            good += held
            if not killed:
                number, lap = 0, lap + 1
        return good, size

    def attempt(self, number: int, again: int = 0) -> tuple[bool, bool]:
        """Kill at the n-th step (and the recovery at another); then let things take their course and look."""
        subject = handed_in(*self.signatories)
        killed = fork(lambda: self.act(subject), number) == 9
        phantoms = self.phantoms(subject)
        if again:
            fork(lambda: recover(minutes=3), again)
        fork(lambda: recover(minutes=6))
        if ScoreSubmission.objects.get(pk=subject.pk).state != "final":
            phantoms += self.phantoms(subject)
            fork(lambda: self.act(subject))
        return killed, not phantoms and self.complete(subject)

    def act(self, subject) -> None:
        scores.finalize(subject, by=self.staff)
        delivery.deliver_due()

    def phantoms(self, subject) -> int:
        """Whatever exists of a move that did not happen."""
        if ScoreSubmission.objects.get(pk=subject.pk).state == "final":
            return 0
        lines = subject.history.filter(move="finalize").count()
        return lines + Deadline.objects.of(subject).count() + Message.objects.filter(subject_id=subject.pk).count()

    def complete(self, subject) -> bool:
        """Once each: the line of history, both letters, both clocks, the receipt."""
        letters = list(Message.objects.filter(subject_id=subject.pk))
        accepted = [Ledger().accepted(letter.reference) for letter in letters]
        clocks = sorted(Deadline.objects.of(subject).values_list("kind", flat=True))
        done = Receipt.objects.filter(subject_id=subject.pk, done_at__isnull=False).count()
        return (
            subject.history.filter(move="finalize").count() == 1
            and [letter.delivery for letter in letters] == ["sent", "sent"]
            and (accepted, clocks, done) == ([1, 1], ["score-validity", "waiver-request"], 1)
        )


def recover(minutes: int) -> None:
    """The lease has run out and the sweeps come by."""
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        delivery.deliver_due()
        receipts.follow_open()


def fork(act, number: int = 0) -> int:
    """Do it in a child that dies at its n-th step (0: lives). Returns the signal that ended it."""
    connection.close()
    child = os.fork()
    if child == 0:
        STEPS.left = number
        live(act)
    ended = os.waitpid(child, 0)[1]
    wait_until_alone()
    return os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0


def live(act) -> None:
    """Every statement and every commit is a step."""
    connection.ensure_connection()
    commit = connection._commit
    connection._commit = lambda: (STEPS.point(), commit())[1]
    with connection.execute_wrapper(stepwise):
        act()
    connection.close()
    os._exit(0)


def stepwise(execute, sql, params, many, context):
    STEPS.point()
    return execute(sql, params, many, context)


def wait_until_alone() -> None:
    """A server notices a killed client a moment later; until then its locks are held."""
    while connection.vendor == "postgresql" and others() > 0:
        time.sleep(0.005)


def others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]
