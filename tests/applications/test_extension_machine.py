"""Whatever happens with extensions, in whatever order: a plain model beside the portal says the same."""

import datetime

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from applications.actions import extension as actions
from applications.actions.fees import bring_in_what_is_delivered
from applications.models import Application, Extension, Invoice
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days
from qcp.deadlines.sweep import sweep
from qcp.workflow import chain
from qcp.workflow.refusals import Refused
from qcp.workflow.verify import differences
from tests.factories.applications import pending_until, practice_of

BASE = datetime.date(2027, 3, 5)
STARTS = datetime.date(2026, 12, 25)
WINDOW, LONGEST = 60, 30


class Extensions(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.olivia = User.objects.create_user("olivia@machine.example", None, name="Olivia", role=Role.PRACTICE)
        self.max = User.objects.create_user("max@machine.example", None, name="Max", role=Role.MANAGER)
        bring_in_what_is_delivered()
        self.today, self.final, self.undecided, self.granted, self.requests = STARTS, BASE, False, False, 0
        self.lapsed = False
        self.application = pending_until(BASE, practice_of(self.olivia))
        chain.begin(self.application, by=self.olivia)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def tried(self, act, *given, **named) -> bool:
        """Did the portal do it?"""
        try:
            with self.now(), transaction.atomic():
                act(*given, **named)
        except Refused:
            return False
        return True

    def now(self):
        return clock.at(datetime.datetime.combine(self.today, datetime.time(17), datetime.UTC))

    @property
    def last(self):
        return Extension.objects.order_by("-version", "-opened_at").filter(state="requested").first()

    @rule(days=st.integers(0, 25))
    def time_passes(self, days):
        self.today = add_days(self.today, days)
        with self.now():
            sweep()
        self.lapses_if_over()

    @rule(ago=st.integers(-1, 70), ground=st.sampled_from(["storm", "flood", "staffing", "workload"]))
    def somebody_asks(self, ago, ground):
        event_on = add_days(self.today, -ago)
        opens = add_days(self.final, -WINDOW)
        expected = (
            not (self.lapsed or self.undecided or self.granted)
            and ground in ("storm", "flood")
            and opens <= event_on <= self.today <= self.final
        )
        given = {"by": self.olivia, "ground": ground, "event_on": event_on, "basis": "It happened."}
        assert self.tried(actions.request, self.application, **given) is expected
        if expected:
            self.undecided, self.requests = True, self.requests + 1

    @precondition(lambda self: self.undecided)
    @rule(days=st.integers(0, 35))
    def the_manager_grants(self, days):
        expected = 1 <= days <= LONGEST and add_days(self.final, days) >= self.today
        assert self.tried(actions.grant, self.last, by=self.max, note="So be it.", days=days) is expected
        if expected:
            self.undecided, self.granted, self.final = False, True, add_days(self.final, days)

    @precondition(lambda self: self.undecided)
    @rule(denied=st.booleans())
    def it_is_denied_or_withdrawn(self, denied):
        by, act = (self.max, actions.deny) if denied else (self.olivia, actions.withdraw)
        assert self.tried(act, self.last, by=by, note="No.")
        self.undecided = False
        self.lapses_if_over()

    def lapses_if_over(self):
        self.lapsed = self.lapsed or (self.today > self.final and not self.undecided)

    @invariant()
    def the_application_lives_exactly_as_long_as_its_deadline_or_its_request(self):
        state = Application.objects.values_list("state", flat=True).get(pk=self.application.pk)
        assert (state == "lapsed") is self.lapsed

    @invariant()
    def the_final_deadline_is_where_the_decisions_put_it(self):
        running = deadlines.running(self.application, Kind.FINAL_DEADLINE)
        assert (running.due_on if running else None) == (None if self.lapsed else self.final)

    @invariant()
    def every_request_is_owed_for_whatever_became_of_it(self):
        assert Invoice.objects.filter(state="open", kind="extension").count() == self.requests
        assert Extension.objects.undecided().count() == int(self.undecided)
        assert list(differences()) == []


def test_extensions_follow_their_rules_in_every_order(db):
    run_state_machine_as_test(Extensions, settings=settings(max_examples=8, stateful_step_count=12, deadline=None))
