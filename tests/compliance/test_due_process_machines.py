"""Appeals and revocations under random hands: whoever presses what in whatever order, due process holds."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from applications.models import Application
from compliance.actions import appeals, naming, revocations
from compliance.models import Appeal, Certification, Complainant, Revocation
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion, Recusal
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days
from qcp.deadlines.sweep import sweep
from qcp.notices.delivery import deliver_due
from qcp.notices.models import Message
from qcp.workflow.actions import action
from qcp.workflow.machines import described
from qcp.workflow.refusals import Refused
from tests.factories import appeals as appealed
from tests.factories import revocations as revoked
from tests.factories.compliance import someone

START = datetime.datetime(2026, 3, 2, 15, 0, tzinfo=datetime.UTC)
HANDS = settings(
    max_examples=5, stateful_step_count=20, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
WHO = st.integers(0, 8)


class Hands(RuleBasedStateMachine):
    """Everybody near a case, each of whom may try anything. What was done is taken back after each run."""

    record: Appeal | Revocation

    def __init__(self):
        super().__init__()
        self.now = START + datetime.timedelta(days=1)
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people = [*User.objects.exclude(email__contains="council").order_by("email")[:6], *appealed.members()]
        self.seen = [self.fresh().state]

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def fresh(self):
        return type(self.record).objects.get(pk=self.record.pk)

    def attempt(self, act, *args, **given) -> bool:
        """What is refused changes nothing, and nothing else ever goes wrong."""
        with clock.at(self.now):
            try:
                with transaction.atomic():
                    act(*args, **given)
            except Refused:
                return False
            finally:
                self.seen.append(self.fresh().state)
        return True

    @rule(days=st.sampled_from([1, 12, 31]))
    def days_pass(self, days):
        self.now += datetime.timedelta(days=days)
        with clock.at(self.now):
            sweep()

    @rule()
    def letters_arrive(self):
        with clock.at(self.now):
            while deliver_due():
                pass

    @rule(conflict=st.sampled_from([False, False, False, True]))
    def the_next_one_answers(self, conflict):
        asked = ConflictQuestion.objects.filter(case=self.record.case_id, answer="", withdrawn_at=None).first()
        if asked:
            self.attempt(conflicts.answer, asked, by=asked.asked_of, conflict=conflict)

    @rule(who=WHO, whom=WHO)
    def somebody_names_somebody(self, who, whom):
        self.attempt(naming.name_someone, self.fresh(), by=self.people[who], user=self.people[whom])

    @rule(who=WHO)
    def somebody_steps_off(self, who):
        self.attempt(naming.step_off, self.fresh(), by=self.people[who])

    @rule(who=WHO, move=st.sampled_from(["name_panel", "uphold", "overturn", "withdraw", "investigate", "revoke",
                                         "dismiss", "request_hearing", "refuse_late"]))  # fmt: skip
    def somebody_presses_a_button(self, who, move):
        names = {each["name"] for each in described(type(self.record))["moves"]}
        if move in names:
            self.attempt(action(self.record, move), self.fresh(), by=self.people[who], note="Because.")

    @invariant()
    def only_declared_ways_were_gone(self):
        ways = {(s, m["to"]) for m in described(type(self.record))["moves"] for s in m["from"]}
        steps = {(a, b) for a, b in zip(self.seen, self.seen[1:], strict=False) if a != b}
        assert steps <= ways

    @invariant()
    def nobody_acted_with_a_conflict(self):
        off = dict(Recusal.objects.filter(case=self.record.case_id).values_list("user_id", "at"))
        for line in self.record.history.exclude(actor=None):
            assert line.actor_id not in off or line.at <= off[line.actor_id]

    @invariant()
    def only_people_named_and_clear_read_it(self):
        named = set(self.record.case.named.cleared().values_list("user", flat=True))
        for person in self.people:
            if person.role != Role.PRACTICE and type(self.record).objects.visible_to(person).exists():
                assert person.pk in named


def appeal_under(rita, olivia, mona):
    class AppealHands(Hands):
        record = appeals.file(appealed.denied(rita, olivia, mona), by=olivia, **appealed.STATEMENT)

        @rule(who=WHO)
        def somebody_records_the_hearing(self, who):
            self.attempt(appeals.hear, self.fresh(), by=self.people[who], waived=True, record="Waived.")

        @rule(who=WHO, verdict=st.sampled_from(["uphold", "overturn"]))
        def somebody_votes(self, who, verdict):
            more = {"remedy": "reopen", "final_deadline": add_days(clock.on(self.now), 60)}
            more = more if verdict == "overturn" else {}
            self.attempt(appeals.vote, self.fresh(), by=self.people[who], verdict=verdict, reasons="So it is.", **more)

        @invariant()
        def a_decision_has_its_majority(self):
            appeal = self.fresh()
            wanted = {"upheld": "uphold", "overturned": "overturn"}.get(appeal.state)
            if wanted:
                assert appeal.votes.filter(verdict=wanted).count() >= 2
                assert appeal.heard_on or appeal.hearing_waived

        @invariant()
        def the_denial_stands_until_it_is_overturned(self):
            reopened = self.fresh().state == "overturned"
            assert (Application.objects.get(pk=self.record.application_id).state != "denied") == reopened

    return AppealHands


def revocation_under(rita, olivia, mona):
    class RevocationHands(Hands):
        record = revoked.opened(rita, olivia, mona)

        @rule(who=WHO)
        def somebody_screens(self, who):
            given = {"certification": self.record.certification, **revoked.GROUND}
            self.attempt(revocations.screen, self.fresh(), by=self.people[who], **given)

        @rule(who=WHO)
        def somebody_serves_the_notice(self, who):
            self.attempt(revocations.serve_notice, self.fresh(), by=self.people[who], facts="Forty charts.")

        @rule(who=WHO, hearing=st.booleans())
        def somebody_responds(self, who, hearing):
            given = {"text": "We did not.", "wants_hearing": hearing}
            self.attempt(revocations.respond, self.fresh(), by=self.people[who], **given)

        @rule(who=WHO)
        def somebody_records_the_hearing(self, who):
            given = {"on": clock.on(self.now), "record": "Said."}
            self.attempt(revocations.hear, self.fresh(), by=self.people[who], **given)

        @rule(who=WHO, act=st.sampled_from(["propose", "confirm", "take back"]))
        def somebody_decides(self, who, act):
            if act == "propose":
                self.attempt(revocations.propose_revocation, self.fresh(), by=self.people[who], reasons="Made up.")
            else:
                doing = revocations.confirm_revocation if act == "confirm" else revocations.withdraw_proposal
                self.attempt(doing, self.fresh(), by=self.people[who])

        @invariant()
        def notice_and_opportunity_come_before_a_revocation(self):
            revocation = self.fresh()
            in_force = Certification.objects.get(pk=revocation.certification_id).in_force
            assert in_force == (revocation.state != "revoked")
            if revocation.state == "revoked":
                over = add_days(revocation.notice_received_on, 30) < revocation.decided_on
                answered = revocation.answer() and not revocation.answer().wants_hearing
                assert revocation.heard_on or over or answered
                assert revocation.proposal.confirmed_by_id != revocation.proposal.proposed_by_id

        @invariant()
        def the_practice_knows_from_the_notice_alone(self):
            known = Revocation.objects.visible_to(olivia).exists()
            told = Message.objects.filter(case=self.record.case_id, recipient=olivia)
            assert known == bool(self.fresh().served_on)
            assert known or not told.exists()

        @invariant()
        def the_complainant_is_in_no_letter(self):
            assert not Message.objects.filter(body__contains="histle").exists()

    return RevocationHands


@pytest.mark.parametrize("under", [appeal_under, revocation_under])
def test_due_process_holds_whoever_presses_what(under, rita, olivia, mona, max, stella, stan, carl):
    with clock.at(START):
        machine = under(rita, olivia, mona)
        if under is revocation_under:
            Complainant.objects.create(revocation=machine.record, name="Whistle Blower", contact="whistle@x.example")
    assert someone(Role.COUNCIL, "ann council") in appealed.members()
    run_state_machine_as_test(machine, settings=HANDS)
