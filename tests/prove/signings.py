"""B19: two tablets write, send and sign in any order. One signature stands, over all that was received before it;
whoever is late is told; and the mark that was signed can be worked out again."""

import random
import uuid

from django.db import transaction

from qcp import clock
from qcp.accounts.models import Role, User
from qcp.workflow.refusals import Refused
from surveys.actions import findings
from surveys.actions import survey as actions
from surveys.actions.sync import REFUSED, Sent, receive
from surveys.digest import digest
from surveys.models import Finding, Operation, Survey
from surveys.states import State
from tests.factories.surveys import arranged, enlist
from tests.prove.figure import Figure

WORDS = ("Chart 1 lacks a date.", "Chart 2 lacks a name of staff.", "All charts are complete.")


class Tablet:
    """Of the same surveyor: what waits on it, the revisions it has heard of, and the mark it was shown."""

    def __init__(self, name: str):
        self.name, self.queue, self.seq, self.seen = name, [], 0, ""


class Play:
    """One complete survey, two tablets, and luck."""

    def __init__(self, survey, surveyor, dice: random.Random):
        self.survey, self.surveyor, self.dice = survey, surveyor, dice
        self.findings = list(survey.findings())
        self.tablets = [Tablet("tablet-a-0001"), Tablet("tablet-b-0001")]
        self.acknowledged: set[uuid.UUID] = set()
        self.told_late = self.signed = 0

    def write(self, tablet: Tablet) -> None:
        tablet.seq += 1
        finding = self.dice.choice(self.findings)
        base = finding.answer("notes").revision
        word = self.dice.choice(WORDS)
        tablet.queue.append(Sent(uuid.uuid4(), finding.pk, "notes", word, base, tablet.seq, clock.now()))

    def send(self, tablet: Tablet) -> None:
        """Often twice, as after an answer that was lost."""
        for _ in range(self.dice.randint(1, 2)):
            receipts = receive(self.survey, tablet.queue, by=self.surveyor, device=tablet.name)
        refused = {each.op_id for each in receipts if each.outcome == REFUSED}
        assert bool(refused) <= self.is_signed, receipts
        self.told_late += len(refused)
        self.acknowledged |= {each.op_id for each in receipts} - refused
        tablet.queue = []

    def look(self, tablet: Tablet) -> None:
        tablet.seen = digest(self.survey)
        self.findings = list(self.survey.findings())

    def sign(self, tablet: Tablet) -> None:
        try:
            with transaction.atomic():
                survey = Survey.objects.get(pk=self.survey.pk)
                actions.submit_findings(survey, by=self.surveyor, signature=str(self.surveyor), seen=tablet.seen or "-")
            self.signed += 1
        except Refused as refusal:
            assert refusal.problems

    @property
    def is_signed(self) -> bool:
        return Survey.objects.get(pk=self.survey.pk).state == State.FINDINGS_SUBMITTED

    def settle(self) -> None:
        """What is left: everything is sent, two answers become one, and somebody signs."""
        for tablet in self.tablets:
            self.send(tablet)
        for finding in [] if self.is_signed else Finding.objects.filter(visit__survey=self.survey, clashes__gt=0):
            findings.choose(finding, by=self.surveyor, field="notes", value=finding.answer("notes").values[-1])
        for tablet in self.tablets:
            self.look(tablet)
            self.sign(tablet)

    def run(self) -> bool:
        moves = (self.write, self.write, self.send, self.look, self.sign)
        for _ in range(self.dice.randint(2, 16)):
            self.dice.choice(moves)(self.dice.choice(self.tablets))
        self.settle()
        kept = set(Operation.objects.filter(survey=self.survey).values_list("op_id", flat=True))
        marks = list(self.survey.signings.values_list("sha256", flat=True))
        return self.signed == 1 and marks == [digest(self.survey)] and self.acknowledged <= kept


def run(size: int) -> Figure:
    """Every schedule begins with the same complete survey, and is undone."""
    dice, good = random.Random(19), 0
    with transaction.atomic():
        survey, surveyor = a_complete_survey()
        for _ in range(size):
            with transaction.atomic():
                good += Play(survey, surveyor, dice).run()
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return Figure(good, size)


def a_complete_survey():
    people = {
        role: User.objects.create_user(f"{role}@b19.example", None, name=f"The {role}", role=role)
        for role in (Role.SURVEYOR, Role.PRACTICE, Role.STAFF)
    }
    surveyor = people[Role.SURVEYOR]
    enlist(surveyor)
    survey = arranged(surveyor, people[Role.PRACTICE], people[Role.STAFF], on=clock.today())
    survey = actions.begin(survey, by=surveyor)
    for visit in survey.visits.all():
        standards = [finding.standard for finding in visit.findings.select_related("standard")]
        findings.record(visit, dict.fromkeys(standards, "met"), by=surveyor)
    return survey, surveyor


FIGURES = {"B19": (run, 1_000)}
