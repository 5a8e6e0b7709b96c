"""Appeals: who may file one until which minute, who hears it, who decides, and what follows."""

import datetime

import pytest
import time_machine

from applications.actions import application as applications
from applications.models import Application
from compliance.actions import appeals, decisions, naming
from compliance.models import ActionPlan, Appeal, AppealVote
from compliance.queries.earlier_part import candidates
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion, Named
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM
from tests.factories import appeals as made
from tests.factories.compliance import someone

UPHOLD, OVERTURN = "uphold", "overturn"
RECEIVED = datetime.datetime(2026, 3, 2, 15, 0, tzinfo=datetime.UTC)
LAST_SECOND = datetime.datetime(2026, 4, 2, 3, 59, 59, tzinfo=datetime.UTC)  # 23:59:59 on 1 April in New York


def told(notice):
    return sorted(str(message.recipient) for message in Message.objects.filter(notice=f"compliance.{notice}"))


# --- Filing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "state"), [(0, "filed"), (1, "refused_late")])
def test_an_appeal_is_in_time_up_to_the_last_second_of_the_last_day(after, state, olivia, rita, mona):
    with time_machine.travel(RECEIVED, tick=False) as now:
        application = made.denied(rita, olivia, mona)
        now.move_to(LAST_SECOND + datetime.timedelta(seconds=after))
        appeal = appeals.file(application, by=olivia, **made.STATEMENT)

    assert (appeal.state, appeal.last_day) == (state, datetime.date(2026, 4, 1))


def test_a_late_appeal_is_kept_and_answered_with_what_else_is_possible(olivia, rita, mona):
    with time_machine.travel(RECEIVED, tick=False) as now:
        application = made.denied(rita, olivia, mona)
        now.move_to(LAST_SECOND + datetime.timedelta(days=3))
        appeals.file(application, by=olivia, **made.STATEMENT)

    letter = Message.objects.get(notice="compliance.appeal_refused_late")
    assert "The last day for an appeal" in letter.body
    assert "may apply anew" in letter.body
    assert Named.objects.count() == 0


def test_an_appeal_ends_its_clock_and_names_somebody_to_lead_it(olivia, rita, mona):
    application = made.denied(rita, olivia, mona)
    appeal = appeals.file(application, by=olivia, **made.STATEMENT)

    assert deadlines.running(application, Kind.APPEAL) is None
    assert [str(ground) for ground in appeal.grounds.all()] == [
        "Facts were misread",
        "The evidence does not support the decision",
    ]
    assert Named.objects.get().user == mona
    assert (told("named"), told("appeal_filed")) == (["Mona"], ["Olivia"])


def test_there_is_one_appeal_for_each_denial_even_after_a_withdrawal(olivia, rita, mona):
    appeal = made.filed(rita, olivia, mona)
    appeals.withdraw(appeal, by=olivia)

    with pytest.raises(OutOfDate, match="one for each denial"):
        appeals.file(appeal.application, by=olivia, **made.STATEMENT)


def test_only_the_signatory_appeals_and_says_why(olivia, eddie, rita, mona, stella):
    application = made.denied(rita, olivia, mona)
    application.practice.memberships.create(user=eddie, role="editor")
    for other in (eddie, stella, mona, rita):
        with pytest.raises(NotAllowed):
            appeals.file(application, by=other, **made.STATEMENT)
    for given in ({"grounds": []}, {"grounds": ["bad luck"]}, {"statement": " "}):
        with pytest.raises(NotReady):
            appeals.file(application, by=olivia, **{**made.STATEMENT, **given})

    assert Appeal.objects.count() == 0


def test_nothing_is_appealed_while_the_application_is_open(olivia, rita):
    plan = made.made.open_plan(rita, olivia)
    with pytest.raises(OutOfDate, match="after a denial or a lapse"):
        appeals.file(plan.application, by=olivia, **made.STATEMENT)


def test_a_lapse_gives_the_same_right(olivia, mona):
    application = made.lapsed(olivia)
    with clock.at(made.noon(add_days(application.ended_on, 30))):
        assert appeals.file(application, by=olivia, **made.STATEMENT).state == "filed"


def test_before_the_denial_is_delivered_an_appeal_is_in_time(olivia, rita, mona):
    decision = decisions.carry_out(made.made.proposed_denial(rita, olivia), by=mona)
    appeal = appeals.file(Application.objects.get(pk=decision.application_id), by=olivia, **made.STATEMENT)

    assert (appeal.state, appeal.last_day) == ("filed", None)


# --- The people named ---------------------------------------------------------------------------


def test_nobody_reads_it_before_answering_about_conflicts(olivia, rita, mona, stella):
    appeal = appeals.file(made.denied(rita, olivia, mona), by=olivia, **made.STATEMENT)

    assert [list(Appeal.objects.visible_to(person)) for person in (mona, stella, rita)] == [[], [], []]
    made.cleared(appeal)
    assert list(Appeal.objects.visible_to(mona)) == [appeal]


def test_a_lead_with_a_conflict_is_replaced_and_shut_out_of_the_case(olivia, rita, max, mona):
    appeal = appeals.file(made.denied(rita, olivia, mona), by=olivia, **made.STATEMENT)
    first = appeal.case.named.get().user
    made.cleared(appeal, conflict=True)

    assert appeal.case.named.standing().get().user == ({max, mona} - {first}).pop()
    assert appeal.case.closed_to(first) and appeal.application.case.closed_to(first)


def test_with_no_manager_left_somebody_of_the_staff_leads(olivia, rita, mona, stella):
    appeal = appeals.file(made.denied(rita, olivia, mona), by=olivia, **made.STATEMENT)
    made.cleared(appeal, conflict=True)

    assert {named.user.role for named in appeal.case.named.standing()} == {"staff"}


def test_only_council_members_without_an_earlier_part_are_offered_and_accepted(olivia, rita, mona, carl):
    appeal = made.filed(rita, olivia, mona)
    free, *_ = made.members()
    conflicts.ask(appeal.application, carl, capacity="council", about="a waiver")

    offered = list(candidates(appeal))
    assert free in offered and carl not in offered
    with pytest.raises(NotReady, match="took part in the case before"):
        naming.name_someone(appeal, by=mona, user=carl)
    with pytest.raises(NotReady, match="Choose somebody"):
        naming.name_someone(appeal, by=mona, user=rita)


def test_three_members_sit_and_a_fourth_is_not_asked(olivia, rita, mona, carl):
    appeal = made.filed(rita, olivia, mona)
    for member in made.members():
        naming.name_someone(appeal, by=mona, user=member)

    with pytest.raises(NotReady, match="has its 3 members"):
        naming.name_someone(appeal, by=mona, user=carl)


def test_the_panel_is_named_once_all_three_are_clear(olivia, rita, mona):
    appeal = made.filed(rita, olivia, mona)
    for member in made.members():
        naming.name_someone(appeal, by=mona, user=member)
    with pytest.raises(NotReady, match="has not answered"):
        appeals.name_panel(appeal, by=mona)

    assert appeals.name_panel(made.cleared(appeal), by=mona).state == "panel_named"


def test_a_member_who_steps_off_is_replaced_before_the_hearing(olivia, rita, mona, carl):
    appeal = made.with_panel(rita, olivia, mona)
    gone, *_ = made.members()
    naming.step_off(appeal, by=gone)
    assert list(Appeal.objects.visible_to(gone)) == []
    with pytest.raises(NotReady, match="ask 1 more"):
        appeals.hear(appeal, by=mona, waived=True, record="Waived.")

    naming.name_someone(appeal, by=mona, user=carl)
    appeal = made.cleared(appeal)
    assert appeals.hear(appeal, by=mona, waived=True, record="Waived.").state == "heard"
    with pytest.raises(NotAllowed):
        appeals.vote(appeal, by=gone, verdict=UPHOLD, reasons="Still here.")


def test_letters_about_an_appeal_are_hidden_from_the_rest_of_the_office(olivia, rita, mona, max, stella):
    made.with_panel(rita, olivia, mona)
    letters = Message.objects.filter(notice__startswith="compliance.appeal")
    leader = Named.objects.get(capacity="lead").user
    other = max if leader == mona else mona

    assert letters.exists()
    assert Message.objects.for_office(leader).filter(pk__in=letters).count() == letters.count()
    for outsider in (other, stella):
        assert not Message.objects.for_office(outsider).filter(pk__in=letters).exists()


# --- The hearing and the decision ---------------------------------------------------------------


def test_a_hearing_is_held_on_a_day_or_waived_and_put_on_record(olivia, rita, mona):
    appeal = made.with_panel(rita, olivia, mona)
    today = clock.today()
    for given in (
        {"on": None},
        {"on": add_days(today, 1)},
        {"on": add_days(today, -1)},
        {"on": today, "waived": True},
        {"waived": True, "record": " "},
    ):
        with pytest.raises(NotReady):
            appeals.hear(appeal, by=mona, **{"record": "Said.", **given})

    assert appeals.hear(appeal, by=mona, on=today, record="Said.").heard_on == today


def test_day_and_place_of_the_hearing_are_told_to_both_sides(olivia, rita, mona):
    appeals.set_hearing(made.with_panel(rita, olivia, mona), by=mona, on=add_days(clock.today(), 9), place="By phone")

    assert told("appeal_hearing_set") == ["Ann Council", "Ben Council", "Cleo Council", "Mona", "Olivia"]


@pytest.mark.parametrize(
    ("votes", "state"),
    [((UPHOLD, OVERTURN, UPHOLD), "upheld"), ((OVERTURN, UPHOLD, OVERTURN), "overturned"), ((UPHOLD, UPHOLD), "heard")],
)
def test_the_majority_decides_once_all_have_voted(votes, state, olivia, rita, mona):
    appeal = made.voted(made.heard(rita, olivia, mona), *votes)

    assert appeal.state == state


def test_two_votes_let_a_member_close_the_appeal(olivia, rita, mona):
    appeal = made.voted(made.heard(rita, olivia, mona), UPHOLD, UPHOLD)
    with pytest.raises(NotReady, match="0 voted to overturn"):
        appeals.overturn(appeal, by=made.members()[0])

    assert appeals.uphold(appeal, by=made.members()[0]).state == "upheld"


def test_upheld_the_letter_gives_the_reasons_of_the_majority_without_names(olivia, rita, mona):
    appeal = made.voted(made.heard(rita, olivia, mona), UPHOLD, OVERTURN, UPHOLD)
    letter = Letter.objects.of(appeal).get()

    assert letter.data["reasons"] == ["So sees it Ann Council.", "So sees it Cleo Council."]
    assert (letter.data["majority"], letter.data["votes"]) == (2, 3)
    assert Application.objects.get(pk=appeal.application_id).state == "denied"


def test_overturned_the_application_opens_with_the_panels_deadline_and_its_plan_anew(olivia, rita, mona):
    appeal = made.voted(made.heard(rita, olivia, mona), OVERTURN, OVERTURN, UPHOLD)
    application = Application.objects.get(pk=appeal.application_id)
    final = add_days(clock.today(), 90)

    assert application.state == "in_compliance"
    assert deadlines.running(application, Kind.FINAL_DEADLINE).due_on == final
    assert deadlines.running(application, Kind.LAST_EVIDENCE).due_on == add_days(final, -28)
    assert sorted(ActionPlan.objects.values_list("state", flat=True)) == ["closed", "open"]
    assert deadlines.running(ActionPlan.objects.get(state="open"), Kind.ACTION_PLAN)


def test_the_new_plan_keeps_what_was_written_and_can_be_proven_to_an_award(olivia, rita, mona):
    plan = made.made.submitted_plan(rita, olivia)
    decision = decisions.propose(plan.application, by=rita, outcome="denial", reasons="The plan convinces nobody.")
    decisions.carry_out(decision, by=mona)
    appeal = made.cleared(appeals.file(Application.objects.get(), by=olivia, **made.STATEMENT))
    for member in made.members():
        naming.name_someone(appeal, by=mona, user=member)
    appeal = appeals.name_panel(made.cleared(appeal), by=mona)
    made.voted(appeals.hear(appeal, by=mona, waived=True, record="Waived."), OVERTURN, OVERTURN, OVERTURN)

    again = ActionPlan.objects.get(state="open")
    assert again.items.get().root_cause == made.made.PLANNED["root_cause"]
    again = made.made.plans.submit_plan(again, by=olivia)
    made.made.items.accept_the_rest(again, by=rita)
    again = made.made.plans.accept_plan(again, by=rita)
    made.made.prove(again.items.get(), olivia)
    again = made.made.plans.submit_evidence(again, by=olivia)
    made.made.items.accept_the_rest(again, by=rita)
    made.made.plans.verify(again, by=rita)
    decisions.carry_out(again.application.decisions.proposed().get(), by=mona)

    assert Application.objects.get().state == "certified"


def test_an_award_is_ordered_only_where_every_standard_is_met(olivia, rita, mona):
    appeal = made.heard(rita, olivia, mona)
    with pytest.raises(NotReady, match="Every standard has to be met"):
        made.voted(appeal, OVERTURN, remedy="award")

    assert AppealVote.objects.count() == 0


def test_an_award_ordered_by_the_panel_is_proposed_to_the_manager(olivia, rita, max, mona):
    award = decisions.send_back(made.made.proposed_award(rita, olivia), by=max, note="Misrepresented, I think.")
    denial = decisions.propose(award.application, by=rita, outcome="denial", reasons="Misrepresented.")
    decisions.carry_out(denial, by=max)
    appeal = made.cleared(appeals.file(Application.objects.get(), by=olivia, **made.STATEMENT))
    leader = made.lead(appeal)
    for member in made.members():
        naming.name_someone(appeal, by=leader, user=member)
    appeal = appeals.name_panel(made.cleared(appeal), by=leader)
    appeal = appeals.hear(appeal, by=leader, waived=True, record="Waived.")
    made.voted(appeal, OVERTURN, OVERTURN, OVERTURN, remedy="award")

    proposed = Application.objects.get().decisions.proposed().get()
    assert proposed.is_award
    decisions.carry_out(proposed, by=mona)
    assert Application.objects.get().state == "certified"


def test_a_reopening_waits_while_another_application_is_open(olivia, rita, mona):
    appeal = made.heard(rita, olivia, mona)
    other = made.made.pending_application(olivia, practice=appeal.practice)
    appeal = made.voted(appeal, OVERTURN, OVERTURN, OVERTURN)

    assert appeal.state == "heard"
    assert (
        f"opened another application: {other.reference}"
        in Message.objects.filter(notice="compliance.appeal_held_up").first().body
    )
    applications.withdraw(other, by=olivia)
    assert appeals.overturn(appeal, by=made.members()[0]).state == "overturned"


def test_a_vote_stands_and_is_the_panels_alone(olivia, rita, mona, carl):
    appeal = made.voted(made.heard(rita, olivia, mona), UPHOLD)
    for who, error in ((made.members()[0], OutOfDate), (mona, NotAllowed), (carl, NotAllowed), (olivia, NotAllowed)):
        with pytest.raises(error):
            appeals.vote(appeal, by=who, verdict=UPHOLD, reasons="Again.")


def test_a_second_denial_gives_a_second_appeal_with_another_panel(olivia, rita, mona, carl):
    appeal = made.voted(made.heard(rita, olivia, mona), OVERTURN, OVERTURN, OVERTURN)
    denial = decisions.propose(appeal.application, by=rita, outcome="denial", reasons="Again nothing was shown.")
    decisions.carry_out(denial, by=mona)
    second = made.cleared(appeals.file(Application.objects.get(), by=olivia, **made.STATEMENT))

    assert second.against > appeal.against
    with pytest.raises(NotReady, match="took part in the case before"):
        naming.name_someone(second, by=made.lead(second), user=made.members()[0])


def test_questions_say_no_more_than_name_and_city(olivia, rita, mona):
    appeals.file(made.denied(rita, olivia, mona), by=olivia, **made.STATEMENT)
    question = ConflictQuestion.objects.get(capacity="lead")

    assert question.about == f"{Application.objects.get().practice}, {Application.objects.get().practice.place}"
    assert "APP-" not in Message.objects.get(notice="compliance.named").body


def test_staff_who_are_named_can_run_it(olivia, rita, mona, stella):
    appeal = made.filed(rita, olivia, mona)
    with pytest.raises(NotAllowed):
        naming.name_someone(appeal, by=stella, user=someone("council", "ann council"))
    naming.name_someone(appeal, by=mona, user=stella)
    made.cleared(appeal)
    naming.name_someone(appeal, by=stella, user=someone("council", "ann council"))

    assert appeal.case.named.standing().count() == 3


def test_a_denial_before_the_acceptance_that_falls_makes_the_application_pending_with_a_first_survey(olivia):
    pending = made.made.pending_application(olivia)
    fields = {"practice": pending.practice, "edition": pending.edition, "submitted_on": clock.today()}
    applications.withdraw(pending, by=olivia)
    submitted = Application.objects.create(case=Case.objects.create(), state="submitted", **fields)
    chain.begin(submitted, by=olivia)
    denied = applications.deny(submitted, by=SYSTEM, note="It trains fellows only.")
    reopened = applications.reopen(denied, by=SYSTEM, final_deadline=add_days(clock.today(), 200))

    assert (reopened.state, reopened.pending_on) == ("in_compliance", reopened.submitted_on)
    assert reopened.surveys.get().state == "unassigned"
    assert deadlines.running(reopened, Kind.SURVEYOR_NAMED)
