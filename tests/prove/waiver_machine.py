"""A score waiver in every order of acts, people and days, beside a model in plain Python."""

import datetime

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from practices.actions import scores, waiver_council
from practices.actions import waivers as actions
from practices.models import ScoreSubmission, ScoreWaiver
from practices.models.waiver import SEATS
from practices.queries.scores import qualifying
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from qcp.deadlines.models import Deadline
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import Refused
from qcp.workflow.verify import chain_differences
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.waivers import SAYS, short_score

from .figure import Figure

STEPS = 40
BEGIN = datetime.datetime(2026, 10, 28, 15, 0, tzinfo=datetime.UTC)  # winter time begins within the ten days
LAST = datetime.date(2026, 11, 7)
ROLES = {
    "olivia": Role.PRACTICE,
    "eddie": Role.PRACTICE,
    "stella": Role.STAFF,
    "max": Role.MANAGER,
    "carl": Role.COUNCIL,
    "cora": Role.COUNCIL,
    "cyd": Role.COUNCIL,
}
OFFICE, COUNCIL = ("stella", "max"), ("carl", "cora", "cyd")
anybody, often_council = st.sampled_from(sorted(ROLES)), st.sampled_from([*COUNCIL, *COUNCIL, "olivia"])
reasons = st.sampled_from(["", "Because."])
capacities = st.sampled_from(sorted(SEATS))


class Waivers(RuleBasedStateMachine):
    """One practice below the percentage. What the model expects and what the portal does have to agree, each time."""

    @initialize(acts=st.sampled_from([6, 7, 6, 5, 6, 7, 3, 0]))
    def begin(self, acts):
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.now = BEGIN
        self.people = {
            name: User.objects.create_user(f"{name}@machine.example", None, name=name, role=role)
            for name, role in ROLES.items()
        }
        self.names = {user.pk: name for name, user in self.people.items()}
        practice = PracticeFactory()
        for name, role in (("olivia", "signatory"), ("eddie", "editor")):
            MembershipFactory(practice=practice, user=self.people[name], role=role)
        with clock.at(self.now):
            self.submission = short_score(self.people["stella"], practice=practice, received=clock.today())
        self.state, self.final, self.proposed = None, True, False
        self.seats = dict.fromkeys(SEATS)
        self.cleared, self.gone = set(), set()
        self.go_on_as_the_handbook_says(acts)

    def teardown(self):
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    # --- what the model says ---------------------------------------------------------------------

    @property
    def is_open(self):
        return self.state in ("requested", "in_review")

    @property
    def waiver(self):
        return ScoreWaiver.objects.get() if self.state else None

    def sits(self, name, capacity):
        return self.seats[capacity] == name and capacity in self.cleared

    def free(self, capacity):
        self.seats[capacity] = None
        self.cleared.discard(capacity)
        self.proposed = self.proposed and capacity != "council"

    def agree(self, expected, act, *given, **options):
        """Do it; it has to go well exactly when the model says so."""
        try:
            with clock.at(self.now), transaction.atomic():
                act(*given, **options)
        except Refused as refusal:
            assert all(refusal.problems)
            assert not expected, refusal.problems
            return False
        assert expected
        return True

    # --- what may happen -------------------------------------------------------------------------

    @rule(hours=st.integers(1, 80))
    def wait(self, hours):
        self.now += hours * datetime.timedelta(hours=1)

    @rule(name=anybody, measures=st.sampled_from([["CORE1"], [], ["CORE9"]]))
    def file(self, name, measures):
        in_time = clock.on(self.now) <= LAST
        expected = name == "olivia" and self.final and not self.state and in_time and measures == ["CORE1"]
        submission = ScoreSubmission.objects.get()
        if self.agree(expected, actions.file, submission, measures=measures, by=self.people[name], **SAYS):
            self.state = "requested"

    @precondition(lambda self: self.is_open)
    @rule(name=anybody, member=anybody, capacity=capacities)
    def name_member(self, name, member, capacity):
        others = {who for each, who in self.seats.items() if each != capacity}
        fit = member in COUNCIL and member not in self.gone and member not in others
        expected = name in OFFICE and self.is_open and fit
        options = {"by": self.people[name], "member": self.people[member], "capacity": capacity}
        if self.agree(expected, waiver_council.name_member, self.waiver, **options) and self.seats[capacity] != member:
            self.free(capacity)
            self.seats[capacity] = member

    @precondition(lambda self: self.is_open)
    @rule(name=st.sampled_from(COUNCIL), conflict=st.booleans())
    def answer(self, name, conflict):
        asked = [each for each in SEATS if self.seats[each] == name and each not in self.cleared and self.is_open]
        questions = ConflictQuestion.objects.filter(asked_of=self.people[name], answer="", withdrawn_at=None)
        assert sorted(question.capacity for question in questions) == asked
        for question in questions:
            assert self.agree(True, conflicts.answer, question, by=self.people[name], conflict=conflict)
            if conflict:
                self.free(question.capacity)
                self.gone.add(name)
            else:
                self.cleared.add(question.capacity)

    @precondition(lambda self: self.is_open)
    @rule(name=anybody)
    def take_up(self, name):
        expected = name in OFFICE and self.state == "requested" and "council" in self.cleared
        if self.agree(expected, actions.take_up, self.waiver, by=self.people[name]):
            self.state = "in_review"

    @precondition(lambda self: self.is_open)
    @rule(name=often_council, note=reasons)
    def propose(self, name, note):
        expected = self.state == "in_review" and self.sits(name, "council") and not self.proposed and bool(note)
        if self.agree(expected, actions.propose_grant, self.waiver, by=self.people[name], note=note):
            self.proposed = True

    @precondition(lambda self: self.is_open)
    @rule(name=often_council, note=reasons)
    def refuse(self, name, note):
        expected = self.is_open and self.proposed and self.sits(name, "council-second") and bool(note)
        if self.agree(expected, actions.refuse_grant, self.waiver, by=self.people[name], note=note):
            self.proposed = False

    @precondition(lambda self: self.is_open)
    @rule(name=often_council)
    def grant(self, name):
        expected = self.state == "in_review" and self.proposed and self.sits(name, "council-second")
        if self.agree(expected, actions.grant, self.waiver, by=self.people[name]):
            self.end("granted")

    @precondition(lambda self: self.is_open)
    @rule(name=often_council, note=reasons)
    def deny(self, name, note):
        expected = self.state == "in_review" and self.sits(name, "council") and bool(note)
        if self.agree(expected, actions.deny, self.waiver, by=self.people[name], note=note):
            self.end("denied")

    @precondition(lambda self: self.is_open)
    @rule(name=anybody)
    def withdraw(self, name):
        expected = self.is_open and name == "olivia"
        if self.agree(expected, actions.withdraw, self.waiver, by=self.people[name]):
            self.end("withdrawn")

    @precondition(lambda self: self.state and not self.is_open)
    @rule(name=anybody)
    def try_anything_afterwards(self, name):
        """What has come to its end moves no more, whoever tries."""
        by = self.people[name]
        for act in (actions.take_up, actions.grant, actions.withdraw):
            self.agree(False, act, self.waiver, by=by)
        for act in (actions.propose_grant, actions.refuse_grant, actions.deny):
            self.agree(False, act, self.waiver, by=by, note="Because.")
        self.agree(False, waiver_council.step_off, self.waiver, by=by)
        for capacity, member in (("council", "cyd"), ("council-second", "carl")):
            options = {"by": by, "member": self.people[member], "capacity": capacity}
            self.agree(False, waiver_council.name_member, self.waiver, **options)

    def end(self, state):
        self.state, self.proposed = state, False

    @precondition(lambda self: self.is_open)
    @rule(name=st.sampled_from(COUNCIL))
    def step_off(self, name):
        seat = next((each for each, who in self.seats.items() if who == name), None)
        expected = self.is_open and seat is not None
        if self.agree(expected, waiver_council.step_off, self.waiver, by=self.people[name]):
            self.free(seat)
            self.gone.add(name)

    @precondition(lambda self: self.final)
    @rule(name=st.sampled_from([*OFFICE, "olivia", "carl"]))
    def correct(self, name):
        rests = self.state in ("requested", "in_review", "granted")
        expected = name in OFFICE and self.final and not rests
        submission = ScoreSubmission.objects.get()
        if self.agree(expected, scores.correct, submission, by=self.people[name], note="A slip."):
            self.final = False

    @precondition(lambda self: not self.final)
    @rule(name=anybody)
    def finalize(self, name):
        expected = name in OFFICE and not self.final
        submission = ScoreSubmission.objects.get()
        if self.agree(expected, scores.finalize, submission, by=self.people[name]):
            self.final = True

    @precondition(lambda self: self.state is None or self.is_open)
    @rule(steps=st.integers(1, 3))
    def go_on_as_the_handbook_says(self, steps):
        """The usual next acts, so that unusual ones are tried from every stage."""
        for _ in range(steps):
            if not self.state:
                self.file("olivia", ["CORE1"])
            elif self.is_open:
                self.next_act()

    def next_act(self):
        for capacity, who in self.seats.items():
            if who is None:
                left = [name for name in COUNCIL if name not in self.gone and name not in self.seats.values()]
                return self.name_member("stella", left[0], capacity) if left else None
            if capacity not in self.cleared:
                return self.answer(who, conflict=False)
        if self.state == "requested":
            return self.take_up("stella")
        decider, second = self.seats["council"], self.seats["council-second"]
        return self.grant(second) if self.proposed else self.propose(decider, "Because.")

    # --- what always holds -----------------------------------------------------------------------

    @invariant()
    def it_stands_as_the_model_says(self):
        if not hasattr(self, "state"):
            return
        found = ScoreWaiver.objects.first()
        assert (found.state if found else None) == self.state
        assert ScoreWaiver.objects.count() == bool(self.state)
        if found:
            seated = {each: getattr(found, name) for each, name in SEATS.items()}
            assert {each: user and self.names[user.pk] for each, user in seated.items()} == self.seats
            assert (found.proposal is not None) == self.proposed

    @invariant()
    def only_a_grant_by_two_people_opens_the_way(self):
        if not hasattr(self, "state"):
            return
        today = clock.on(self.now)
        valid = today <= datetime.date(2027, 6, 1)
        support = qualifying(self.submission.practice, on=today)
        assert (support is not None) == (self.state == "granted" and self.final and valid)
        if self.state == "granted":
            line = self.waiver.history.get(move="grant")
            proposer = self.waiver.proposals.first().proposed_by
            assert line.actor_id != proposer.pk
            assert {line.actor_id, proposer.pk} == {self.waiver.council_member_id, self.waiver.second_member_id}

    @invariant()
    def the_council_sees_only_what_it_may(self):
        if not hasattr(self, "state"):
            return
        case = self.submission.case
        assert {self.names[each.user_id] for each in case.recusals.all()} == self.gone
        for name in COUNCIL:
            sees = ScoreWaiver.objects.visible_to(self.people[name]).exists()
            assert sees == (bool(self.state) and name not in self.gone and any(self.sits(name, each) for each in SEATS))

    @invariant()
    def a_button_is_there_exactly_when_it_would_go_well(self):
        if not hasattr(self, "state") or not self.is_open:
            return
        reviewed, waiver = self.state == "in_review", self.waiver
        decider, second = self.seats["council"], self.seats["council-second"]
        expected = {
            "olivia": {"withdraw"},
            "stella": {"take_up"} if not reviewed and "council" in self.cleared else set(),
            decider: {"deny"} if reviewed and "council" in self.cleared else set(),
            second: {"grant"} if reviewed and self.proposed and "council-second" in self.cleared else set(),
        }
        for name in filter(None, expected):
            assert {each.name for each in moves_for(waiver, self.people[name]) if each.ready} == expected[name]

    @invariant()
    def the_clock_ends_with_the_request_and_history_holds(self):
        if not hasattr(self, "state"):
            return
        running = Deadline.objects.filter(kind="waiver-request").running().exists()
        assert not (running and self.state)
        case = type(self.submission.case).objects.get(pk=self.submission.case_id)
        lines = [*self.submission.history.all(), *(self.waiver.history.all() if self.state else [])]
        assert list(chain_differences(case, sorted(lines, key=lambda line: line.seq))) == []


def run(size: int = 300) -> Figure:
    """So many programs of 40 steps; the first one that differs from the model is printed and ends it."""
    chosen = settings(
        max_examples=size,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Waivers, settings=chosen)
    return Figure(size, size)


FIGURES = {"E.11 score-waiver": (run, 300)}
