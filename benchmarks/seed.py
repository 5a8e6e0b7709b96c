"""Applications by the hundred thousand, each with its case, its valid chain of history and its clocks."""

import datetime
import uuid
from collections.abc import Iterator

from django.db import transaction

from applications.models import Application, ApplicationHistory
from applications.models.standards import Edition
from practices.models import Membership, Practice
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.deadlines.table import RULES
from qcp.workflow import chain
from qcp.workflow.models import Case

BATCH = 2000
FIRST = 1_000_000  # their numbers begin beyond those of everybody else
OPENED = datetime.datetime(2026, 1, 5, 15, tzinfo=datetime.UTC)
WAY = [("open", "draft"), ("submit", "submitted"), ("accept", "survey_ready"), ("start_survey", "in_survey")]
WAY += [("enter_compliance", "in_compliance"), ("certify", "certified")]
STEPS = (1, 2, 2, 3, 4, 5, 6, 6)  # how far each of eight applications has come; a quarter waits for the office
CLOCKS = (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE, Kind.SURVEY_HELD, Kind.REPORT_ISSUED, Kind.COMPLETENESS_REVIEW)
DUE = 20  # of so many applications in all one has a clock that is due: one clock of a hundred


def load(first: int, last: int) -> None:
    """The applications number `first` to `last`, in batches; the first of them have the clocks that are due."""
    overdue = range(first, first + last // DUE)
    edition = Edition.objects.order_by("effective_on").first()
    for start in range(first, last + 1, BATCH):
        with transaction.atomic():
            load_batch(range(start, min(start + BATCH, last + 1)), overdue, edition)


def load_batch(numbers: range, overdue: range, edition: Edition) -> None:
    made = [application(number, edition) for number in numbers]
    lines = [list(history(each, STEPS[each.number % len(STEPS)])) for each in made]
    for each, own in zip(made, lines, strict=True):
        each.case.seq, each.case.head = own[-1].seq, own[-1].hash
    Case.objects.bulk_create(each.case for each in made)
    Practice.objects.bulk_create(each.practice for each in made)
    people = [signatory(each.practice) for each in made]
    User.objects.bulk_create(member.user for member in people)
    Membership.objects.bulk_create(people)
    Application.objects.bulk_create(made)
    ApplicationHistory.objects.bulk_create(line for own in lines for line in own)
    Deadline.objects.bulk_create(clock_ for each in made for clock_ in clocks(each, each.number - FIRST in overdue))


def application(number: int, edition: Edition) -> Application:
    steps = STEPS[number % len(STEPS)]
    day = OPENED.date()
    practice = Practice(number=f"QP-{FIRST + number}", legal_name=f"Practice {number}", city="Troy", state="MI",
                        oncologist_hours=200)  # fmt: skip
    return Application(
        case=Case(id=uuid.uuid4(), opened_at=OPENED), practice=practice, number=FIRST + number,
        state=WAY[steps - 1][1], version=steps - 1, opened_at=OPENED,
        edition=edition if steps > 1 else None, submitted_on=day if steps > 1 else None,
        pending_on=day if steps > 2 else None, ended_on=day if steps == 6 else None,
    )  # fmt: skip


def signatory(practice: Practice) -> Membership:
    """Somebody of its own in each practice."""
    user = User(email=f"{practice.number}@bench.example", name=f"Signatory of {practice}", role=Role.PRACTICE)
    return Membership(practice=practice, user=user, role="signatory")


def history(record: Application, steps: int) -> Iterator[ApplicationHistory]:
    before, state = "", ""
    for place, (move, target) in enumerate(WAY[:steps]):
        at = OPENED + datetime.timedelta(days=place * (1 + record.number % 40))
        line = ApplicationHistory(case=record.case, seq=place + 1, subject=record, version=place, at=at, move=move,
                                  source=state, target=target, prev_hash=before)  # fmt: skip
        line.hash = chain.digest(line)
        before, state = line.hash, target
        yield line


def clocks(record: Application, is_due: bool) -> Iterator[Deadline]:
    now = clock.now()
    for place, kind in enumerate(CLOCKS):
        due = is_due and place == len(CLOCKS) - 1
        day = clock.today() - datetime.timedelta(days=1) if due else datetime.date(2040, 1, 1)
        yield Deadline(
            kind=kind, case=record.case, subject_label="applications.Application", subject_id=record.pk,
            practice_id=record.practice_id, owner=RULES[kind].owner, opened_because="Loaded", zone=str(clock.zone()),
            starts_on=OPENED.date(), due_on=day,
            wake_at=now - datetime.timedelta(hours=1) if due else now + datetime.timedelta(days=3650),
        )  # fmt: skip
