"""Whole cases under random hands: everybody presses anything on any record of a case, days pass, people step off.

Beside the portal walks a model in plain Python: the table of the handbook, and where each record has to stand by it.
What the portal does has to be a line of that table, made by somebody whom it names; a button works exactly when it
was offered; and what always holds in a case is asked again and again.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from applications.models import Application, Invoice
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines.sweep import sweep
from qcp.workflow import chain
from qcp.workflow.actions import action
from qcp.workflow.machines import models
from qcp.workflow.moves import moves_for, steps
from qcp.workflow.refusals import Refused
from qcp.workflow.system import SYSTEM

from .figure import Figure
from .walk_rules import RULES
from .walk_stages import NEXT, STAGES, charge, inputs, people
from .walk_table import EVERYBODY, SLUGS, TABLE

BEGIN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
STEPS, EVERY = 40, 10  # what always holds is asked at every tenth step and at the end


class Walk(RuleBasedStateMachine):
    """One case of the stage that the dice choose. Whatever was done is taken back after each run."""

    slug, who, cases = "", {}, []

    @initialize(place=st.integers(0, 3))
    def begin(self, place):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now, self.count = BEGIN + timedelta(days=1), 0
        self.case = self.cases[place % len(self.cases)]
        self.names = {user.pk: name for name, user in self.who.items()}
        self.stands = {record.pk: record.state for record in self.records()}

    def teardown(self):
        if not hasattr(self, "undo"):
            return
        try:
            self.what_always_holds()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def records(self) -> list:
        """Every record of the case; those of the workflow in question last, where the dice look first."""
        found = [record for model in models() for record in model.objects.filter(case=self.case)]
        return sorted(found, key=lambda record: (record.slug == self.slug, record.slug, str(record.pk)))

    # --- the model -----------------------------------------------------------------------------------

    def do(self, act, *given, **named) -> bool:
        """What is refused changes nothing; what is done is a line of the table, for each record that it moved."""
        with clock.at(self.now):
            try:
                with transaction.atomic(), chain.watched() as lines:
                    act(*given, **named)
            except Refused as refusal:
                assert all(refusal.problems)
                return False
        for line in lines:
            if line.case_id == self.case:
                self.follow(line)
        return True

    def follow(self, line):
        slug, actor = line.subject.slug, self.names.get(line.actor_id, line.actor.name if line.actor else "SYSTEM")
        if line.move != "open" and (slug, line.move, line.source) in TABLE:
            target, may = TABLE[slug, line.move, line.source]
            assert self.stands[line.subject_id] == line.source
            assert (line.target, actor.lower() in {name.lower() for name in may}) == (target, True), (
                slug,
                line.move,
                actor,
            )
        else:
            assert line.move == "open" or slug not in SLUGS, (
                f"{slug}: {line.move} from {line.source} is in no handbook."
            )
        self.stands[line.subject_id] = line.target

    # --- what may happen -----------------------------------------------------------------------------

    @rule(
        name=st.sampled_from(EVERYBODY),
        which=st.integers(0, 30),
        move=st.integers(0, 30),
        note=st.sampled_from(["Because.", ""]),
    )
    def somebody_presses_a_button(self, name, which, move, note):
        records = self.records()
        record = records[-1 - (which % len(records))] if which % 3 else records[-1]
        names = sorted({step.name for step in steps(type(record))})
        self.press(record, names[move % len(names)], self.who[name], note)

    def press(self, record, move, user, note):
        with clock.at(self.now):
            offer = next((each for each in moves_for(record, user) if each.name == move), None)
            given = inputs(record.slug, move, record, self.who)
        moved = self.do(action(record, move), record, by=user, note=note, **given)
        told = bool(note) or "steps" in given  # what is returned step by step has its reasons there
        ready = offer is not None and offer.ready and (told or not offer.needs_reason)
        assert not (moved and not ready), f"{record.slug}: {move} worked without its button."
        assert moved or not ready or given, f"{record.slug}: {move} was offered and refused."

    @rule(times=st.integers(1, 3))
    def the_usual_next_acts(self, times):
        for _ in range(times):
            for record in reversed(self.records()):
                act = NEXT.get((record.slug, record.state))
                if act and self.do(act, record, self.who):
                    break

    @rule(days=st.sampled_from([1, 12, 31, 200, 400]))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        self.do(sweep)

    @rule(conflict=st.sampled_from([False, False, False, True]))
    def the_next_one_answers(self, conflict):
        asked = (
            ConflictQuestion.objects.filter(case=self.case, answer="", withdrawn_at=None).order_by("asked_at").first()
        )
        if asked:
            self.do(conflicts.answer, asked, by=asked.asked_of, conflict=conflict)

    @rule(name=st.sampled_from(["rita", "stella", "sam", "max"]), really=st.sampled_from([False, False, True]))
    def somebody_steps_off(self, name, really):
        case = next((record.case for record in self.records()), None)
        if really and case:
            self.do(conflicts.recuse, case, self.who[name])

    @rule()
    def a_fee_is_charged(self):
        charged = Invoice.objects.standing().filter(kind="extension").values("application")
        open_ones = Application.objects.filter(case=self.case, state__in=("in_survey", "in_compliance"))
        for application in open_ones.exclude(pk__in=charged):
            self.do(charge, application)

    @rule(
        move=st.sampled_from(["clear", "reject", "expire", "renew", "revoke", "close", "lapse", "supersede", "cancel"])
    )
    def the_portal_makes_its_own_move(self, move):
        for record in reversed(self.records()):
            if move in {step.name for step in steps(type(record))}:
                self.do(action(record, move), record, by=SYSTEM, note="By the clock.")
                return

    # --- what always holds -----------------------------------------------------------------------------

    @invariant()
    def every_record_stands_where_the_model_says(self):
        if hasattr(self, "stands"):
            assert {record.pk: record.state for record in self.records()} == self.stands
            self.count += 1
            if self.count % EVERY == 0:
                self.what_always_holds()

    def what_always_holds(self):
        for each in RULES:
            assert list(each(self.case, self.who)) == [], each.__name__


def walk(slug: str, size: int, steps_each: int = STEPS) -> Figure:
    """So many runs of one workflow; the first that differs is printed, as short as it can be made, and ends it."""
    with transaction.atomic():
        with clock.at(BEGIN):
            who = people()
            cases = [make(who).case_id for make in STAGES[slug]]
        kind = type(f"Walk of {slug}", (Walk,), {"slug": slug, "who": who, "cases": cases})
        chosen = settings(
            max_examples=size,
            stateful_step_count=steps_each,
            deadline=None,
            database=None,
            derandomize=True,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        try:
            run_state_machine_as_test(kind, settings=chosen)
        finally:
            transaction.set_rollback(True)
    return Figure(size, size)


def run(slug: str):
    return lambda size=300: walk(slug, size)


FIGURES = {f"E.11 {slug}": (run(slug), 300) for slug in SLUGS}
