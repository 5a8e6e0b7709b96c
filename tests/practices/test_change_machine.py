"""Whatever is reported, in whatever order: nothing on file moves before the office determined it."""

import datetime

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from practices.actions import organisation_change as actions
from practices.models import Membership, OrganisationChange, SiteOutcome
from practices.queries.changes import pending
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days, is_business_day
from qcp.workflow.refusals import Refused
from qcp.workflow.verify import differences
from tests.factories.practices import PracticeFactory, SiteFactory

STARTS = datetime.date(2026, 6, 10)
ALLOWED = 30  # business days


class Changes(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.olivia = User.objects.create_user("olivia@machine.example", None, name="Olivia", role=Role.PRACTICE)
        self.stella = User.objects.create_user("stella@machine.example", None, name="Stella", role=Role.STAFF)
        self.practice = PracticeFactory(legal_name="Name 0")
        for name in ("North", "South", "West"):
            SiteFactory(practice=self.practice, name=name, is_main=name == "North")
        Membership.objects.create(practice=self.practice, user=self.olivia, role="signatory")
        self.today, self.name, self.sites, self.names = STARTS, "Name 0", {"North", "South", "West"}, 0
        self.open, self.late = {}, {}  # change -> (state, what will follow); change -> was it late

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def now(self):
        return clock.at(datetime.datetime.combine(self.today, datetime.time(17), datetime.UTC))

    def tried(self, act, *given, **named):
        try:
            with self.now(), transaction.atomic():
                return act(*given, **named)
        except Refused:
            return None

    @rule(days=st.integers(0, 60))
    def time_passes(self, days):
        self.today = add_days(self.today, days)

    @rule(ago=st.integers(-5, 90), merger=st.booleans())
    def a_new_name_is_reported(self, ago, merger):
        self.names += 1
        facts = {"legal_name": f"Name {self.names}", "new_entity": "No"} | ({"other_party": "Oak"} if merger else {})
        kind, day = "merger" if merger else "name_change", add_days(self.today, -ago)
        change = self.tried(
            actions.report, self.practice, kind, by=self.olivia, happened_on=day, account="So.", **facts
        )
        assert change is not None
        self.open[change.pk] = ["reported", "name", f"Name {self.names}", day]
        gone = sum(is_business_day(add_days(day, n)) for n in range(1, ago + 1))
        self.late[change.pk] = gone > ALLOWED

    @precondition(lambda self: len(self.sites) > 1)
    @rule(site=st.sampled_from(["North", "South", "West"]))
    def a_site_is_reported_closed(self, site):
        found = self.practice.sites.get(name=site)
        given = {"by": self.olivia, "happened_on": self.today, "account": "Closed.", "site": found}
        change = self.tried(actions.report, self.practice, "site_closed", **given)
        assert (change is not None) is (site in self.sites)
        if change:
            self.open[change.pk] = ["reported", "site", site, self.today]
            self.late[change.pk] = False

    def some(self, data, state):
        found = sorted((pk for pk, each in self.open.items() if each[0] == state), key=str)
        return data.draw(st.sampled_from(found)) if found else None

    @rule(data=st.data())
    def staff_take_one_up(self, data):
        if pk := self.some(data, "reported"):
            assert self.tried(actions.take_up, OrganisationChange.objects.get(pk=pk), by=self.stella)
            self.open[pk][0] = "in_review"

    @rule(data=st.data())
    def the_practice_takes_one_back(self, data):
        if pk := self.some(data, "reported") or self.some(data, "in_review"):
            assert self.tried(actions.withdraw, OrganisationChange.objects.get(pk=pk), by=self.olivia)
            del self.open[pk]

    @rule(data=st.data(), whole=st.booleans())
    def staff_determine_one(self, data, whole):
        pk = self.some(data, "in_review")
        if not pk:
            return
        _, what, value, day = self.open[pk]
        change = OrganisationChange.objects.get(pk=pk)
        outcomes = dict.fromkeys(change.sites_to_determine(), "lost")
        if not whole:
            outcomes.popitem()
        expected = whole and day <= self.today and (what == "name" or value in self.sites)
        given = {"by": self.stella, "note": "So.", "outcomes": outcomes}
        assert (self.tried(actions.determine, change, **given) is not None) is expected
        if expected:
            del self.open[pk]
            self.name = value if what == "name" else self.name
            self.sites -= {value} if what == "site" else set()
            assert SiteOutcome.objects.filter(change=pk).count() == len(outcomes)

    @invariant()
    def the_file_says_what_was_determined_and_nothing_else(self):
        self.practice.refresh_from_db()
        assert self.practice.legal_name == self.name
        assert {site.name for site in self.practice.open_sites()} == self.sites
        assert self.practice.open_sites().filter(is_main=True).count() == 1

    @invariant()
    def reports_are_late_by_the_calendar_and_a_merger_is_pending_until_it_is_closed(self):
        for change in OrganisationChange.objects.all():
            assert change.is_late == self.late[change.pk]
        open_ones = OrganisationChange.objects.open().filter(kind="merger").exists()
        assert (pending(self.practice) is not None) is open_ones
        assert list(differences()) == []


def test_changes_follow_their_rules_in_every_order(db):
    run_state_machine_as_test(Changes, settings=settings(max_examples=8, stateful_step_count=12, deadline=None))
