"""B13: two or three tablets and the portal's own page write one survey, and hear of each other when there is a network.

In the end all say the same, every change that was written stands in the history once, and each true clash is shown
once. The judge beside knows nothing of revisions: it remembers of each change what its author had seen.
"""

import uuid
from collections import Counter
from dataclasses import dataclass, field, replace

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from qcp import clock
from surveys.actions import findings
from surveys.actions.sync import REFUSED, Sent, receive
from surveys.forms.finding import FindingForm
from surveys.models import Finding, Operation
from surveys.queries.changes import changed_since, until

from .figure import Figure
from .signings import a_complete_survey

STEPS = 50
VALUES = ("met", "partially_met", "not_met")
PLACES = 2  # findings that everybody writes at: few, so that people meet
tablets, places, values = st.integers(0, 2), st.integers(0, PLACES - 1), st.sampled_from(VALUES)
known = {}  # the survey that every run begins with


@dataclass
class Tablet:
    """As the findings page keeps it: what waits, what was sent of that, and what was heard of each place."""

    name: str
    seq: int = 0
    until: int = 0
    queue: list[Sent] = field(default_factory=list)
    tried: set = field(default_factory=set)
    heard: dict = field(default_factory=dict)  # finding -> values
    bases: dict = field(default_factory=dict)  # finding -> the revision that it shows
    shown: dict = field(default_factory=dict)  # finding -> the changes behind that revision


class Tablets(RuleBasedStateMachine):
    @initialize(number=st.integers(2, 3))
    def begin(self, number):
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.survey, self.surveyor = known["survey"]
        self.places = [each.pk for each in self.survey.findings()[:PLACES]]
        Finding.objects.filter(pk__in=self.places).update(rating="", answers={}, clashes=0)
        self.before = until(self.survey)
        self.tablets = [Tablet(f"tablet-000{n}", until=self.before) for n in range(number)]
        self.sent: dict[uuid.UUID, Sent] = {}  # every change that left a tablet
        self.saw: dict[uuid.UUID, frozenset] = {}
        self.arrived: dict = {place: set() for place in self.places}

    # --- what may happen -------------------------------------------------------------------------

    @rule(which=tablets, place=places, value=values)
    def write(self, which, place, value):
        """A change that never left takes the new value; one that did is left alone, and the new one follows."""
        tablet, place = self.tablets[which % len(self.tablets)], self.places[place]
        unsent = [each for each in tablet.queue if each.finding == place and each.op_id not in tablet.tried]
        base = tablet.bases.get(place, 0)
        if unsent:
            change = replace(unsent[-1], value=value, base=base)
            tablet.queue[tablet.queue.index(unsent[-1])] = change
        else:
            tablet.seq += 1
            change = Sent(uuid.uuid4(), place, "rating", value, base, tablet.seq, clock.now())
            tablet.queue.append(change)
        own = {op for op, each in self.sent.items() if op in self.by(tablet) and each.finding == place}
        waiting = {each.op_id for each in tablet.queue if each.finding == place} - {change.op_id}
        self.saw[change.op_id] = tablet.shown.get(place, frozenset()) | own | waiting
        self.authors[change.op_id] = tablet.name

    @property
    def authors(self) -> dict:
        return self.__dict__.setdefault("who", {})

    def by(self, tablet) -> set:
        return {op for op, name in self.authors.items() if name == tablet.name}

    @rule(which=tablets, times=st.integers(1, 3), cut=st.integers(0, 6), lost=st.booleans(), turned=st.booleans())
    def sync(self, which, times, cut, lost, turned):
        """A batch, perhaps cut short, turned round or sent again; the answer may be lost on its way."""
        tablet = self.tablets[which % len(self.tablets)]
        batch = tablet.queue[:cut]
        tablet.tried |= {each.op_id for each in batch}
        self.sent |= {each.op_id: each for each in batch}
        batch = list(reversed(batch)) if turned else batch
        for _ in range(times):
            receipts = receive(self.survey, batch, by=self.surveyor, device=tablet.name)
            assert all(each.outcome != REFUSED for each in receipts), receipts
        for each in batch:
            self.arrived[each.finding].add(each.op_id)
        if not lost:
            self.hear(tablet, {each.op_id for each in receipts})

    def hear(self, tablet, receipts):
        """Only what is shown counts as seen: not beside an own change that waits, and not one of two answers."""
        tablet.queue = [each for each in tablet.queue if each.op_id not in receipts]
        waiting = {each.finding for each in tablet.queue}
        for told in changed_since(self.survey, tablet.until):
            place = uuid.UUID(told["finding"])
            tablet.heard[place] = told["values"]
            if place not in waiting and len(told["values"]) == 1:
                tablet.bases[place] = told["revision"]
                tablet.shown[place] = frozenset(self.arrived[place])
        tablet.until = until(self.survey)

    @precondition(lambda self: hasattr(self, "places"))
    @rule(place=places, which=st.integers(0, 2))
    def choose(self, place, which):
        """On the portal's page somebody who sees all that was said keeps one answer, where there are two."""
        place = self.places[place]
        finding = Finding.objects.select_related("visit__survey").get(pk=place)
        answer = finding.answer("rating")
        if answer.is_clash:
            findings.choose(finding, by=self.surveyor, field="rating", value=answer.values[which % len(answer.values)])
            made = Operation.objects.latest("number")
            self.sent[made.op_id] = Sent(made.op_id, place, "rating", made.value, 0, 0, clock.now())
            self.saw[made.op_id], self.authors[made.op_id] = frozenset(self.arrived[place]), "portal"
            self.arrived[place].add(made.op_id)

    # --- how it has to end -----------------------------------------------------------------------

    def teardown(self):
        if not hasattr(self, "whole"):
            return
        try:
            for _ in range(2):  # once for what they wrote, once for what the others did
                for number in range(len(self.tablets)):
                    self.sync(number, 1, 10**6, False, False)
            self.judge()
        finally:
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    def judge(self):
        kept = Counter(Operation.objects.filter(number__gt=self.before).values_list("op_id", flat=True))
        assert kept == Counter(self.sent.keys())
        for place in self.places:
            finding = Finding.objects.get(pk=place)
            values = finding.answer("rating").values
            assert set(values) == self.standing(place) and len(values) == len(set(values))
            assert all(tablet.heard.get(place, []) == values for tablet in self.tablets)
            two = [name for _, name, answers in FindingForm(finding=finding).two_answers if len(answers) == len(values)]
            assert two == (["rating"] if len(values) > 1 else []) and finding.clashes == len(two)

    def standing(self, place) -> set:
        """By the judge: what nobody has replaced who had seen it, or who had said it."""
        arrived = self.arrived[place]
        replaced = {op for each in arrived for op in self.saw[each] & arrived}
        return {self.sent[op].value for op in arrived - replaced}


def run(size: int, steps: int = STEPS) -> Figure:
    chosen = settings(
        max_examples=size,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    with transaction.atomic():
        known["survey"] = a_complete_survey()
        run_state_machine_as_test(Tablets, settings=chosen)
        transaction.set_rollback(True)
    return Figure(size, size)


FIGURES = {"B13": (run, 2_000)}
