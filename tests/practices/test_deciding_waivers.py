"""The Oversight Council decides: named, asked about conflicts, two people for a grant, reasons for everything."""

import datetime

import pytest
import time_machine

from practices.actions import scores, waiver_council
from practices.actions import waivers as actions
from practices.models import ScoreWaiver
from practices.queries.scores import qualifying
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from qcp.documents.models import Letter
from qcp.documents.pdf import as_html
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.practices import MembershipFactory, final_scores
from tests.factories.waivers import answer, asked, granted, in_review, short_score

TODAY = datetime.date(2026, 6, 10)
FAILING = {"CORE1": "20,83,1", "CORE2": "20,76,1"}


@pytest.fixture
def cora(db):
    return User.objects.create_user("cora@test.example", "correct horse", name="Cora", role=Role.COUNCIL)


@pytest.fixture
def waiver(elm, stella, olivia):
    return asked(final_scores(elm, stella, olivia, **FAILING), olivia)


def named(waiver, staff, member, capacity="council"):
    return waiver_council.name_member(waiver, by=staff, member=member, capacity=capacity)


def test_until_the_answer_a_council_member_sees_name_and_city_only(waiver, stella, carl):
    waiver = named(waiver, stella, carl)

    question = ConflictQuestion.objects.get(asked_of=carl)
    assert question.about == "Elm Street Oncology, Springfield, IL"
    assert not ScoreWaiver.objects.visible_to(carl).exists()
    answer(waiver, carl)
    assert ScoreWaiver.objects.visible_to(carl).get() == waiver


def test_a_request_is_handed_over_once_there_is_no_conflict(waiver, stella, carl):
    with pytest.raises(NotReady, match="name the member"):
        actions.take_up(waiver, by=stella)
    waiver = named(waiver, stella, carl)
    with pytest.raises(NotReady, match="has still to answer"):
        actions.take_up(waiver, by=stella)
    answer(waiver, carl)

    assert actions.take_up(waiver, by=stella).state == "in_review"


def test_a_conflict_frees_the_seat_and_closes_the_case(waiver, stella, carl):
    waiver = named(waiver, stella, carl)

    answer(waiver, carl, conflict=True)

    waiver.refresh_from_db()
    assert waiver.council_member is None
    assert not ScoreWaiver.objects.visible_to(carl).exists()
    assert Message.objects.filter(notice="practices.waiver_seat_free", recipient=stella).count() == 1
    with pytest.raises(NotReady, match="stepped off this case"):
        named(waiver, stella, carl)


def test_one_person_cannot_sit_twice_and_nobody_judges_the_own_practice(waiver, stella, carl, rita, cora, elm):
    MembershipFactory(practice=elm, user=cora, role="viewer")
    waiver = named(waiver, stella, carl)

    for member, capacity in ((carl, "council-second"), (rita, "council-second"), (cora, "council-second")):
        with pytest.raises(NotReady):
            named(waiver, stella, member, capacity)
    with pytest.raises(NotAllowed):
        named(waiver, carl, cora)


def test_a_grant_takes_two_members_of_the_council(waiver, stella, carl, cora):
    waiver = in_review(waiver, stella, carl, cora)

    with pytest.raises(NotReady, match="has not proposed"):
        actions.grant(waiver, by=cora)
    waiver = actions.propose_grant(waiver, by=carl, note="One valley.")
    for user in (carl, stella):
        with pytest.raises(NotAllowed):
            actions.grant(waiver, by=user)
    waiver = actions.grant(waiver, by=cora, note="I agree.")

    assert (waiver.state, waiver.decided_on) == ("granted", TODAY)
    line = waiver.history.get(move="grant")
    assert (line.actor, line.note) == (cora, "One valley.\n\nI agree.")


def test_nobody_else_proposes_and_reasons_are_needed(waiver, stella, carl, cora, max):
    waiver = in_review(waiver, stella, carl, cora)

    for user in (cora, stella, max):
        with pytest.raises(NotAllowed):
            actions.propose_grant(waiver, by=user, note="Fine.")
    with pytest.raises(NotReady, match="Reason"):
        actions.propose_grant(waiver, by=carl, note=" ")
    waiver = actions.propose_grant(waiver, by=carl, note="Fine.")
    with pytest.raises(NotReady, match="proposed already"):
        actions.propose_grant(waiver, by=carl, note="Again.")


def test_the_second_member_may_send_it_back_with_reasons(waiver, stella, carl, cora):
    waiver = actions.propose_grant(in_review(waiver, stella, carl, cora), by=carl, note="One valley.")

    waiver = actions.refuse_grant(waiver, by=cora, note="The figures do not show it.")

    assert ScoreWaiver.objects.get().proposal is None
    told = Message.objects.get(notice="practices.waiver_not_confirmed")
    assert (told.recipient, "The figures do not show it." in told.body) == (carl, True)
    with pytest.raises(NotReady):
        actions.grant(waiver, by=cora)


def test_a_granted_waiver_lets_the_practice_apply_while_the_scores_are_valid(waiver, stella, carl, cora, elm):
    assert qualifying(elm, on=TODAY) is None

    waiver = granted(waiver, stella, carl, cora)

    assert qualifying(elm, on=datetime.date(2027, 5, 29)) == waiver.submission
    assert qualifying(elm, on=datetime.date(2027, 5, 29)).granted_waiver == waiver
    assert qualifying(elm, on=datetime.date(2027, 5, 30)) is None
    assert not waiver.submission.result.qualifies
    letter = Letter.objects.of(waiver).get()
    assert (letter.template, letter.data["rest"]) == ("waiver-granted", [])
    assert "With it the practice is eligible to apply" in as_html(letter.template, letter.data, letter.title)


def test_a_waiver_never_stands_for_charts_that_are_missing(elm, olivia, stella, carl, cora):
    elm.oncologist_hours = 4000
    elm.save()
    waiver = asked(final_scores(elm, stella, olivia, **FAILING), olivia)

    waiver = granted(waiver, stella, carl, cora)

    assert qualifying(elm, on=TODAY) is None
    assert any("unique charts" in words for words in Letter.objects.of(waiver).get().data["rest"])


def test_a_waiver_never_stands_for_another_track(elm, olivia, stella, carl, cora):
    short = short_score(stella, practice=elm)
    type(short.round).objects.filter(pk=short.round_id).update(track="GENERAL")
    short.refresh_from_db()
    short = scores.finalize(scores.correct(short, by=stella, note="Another track."), by=stella)

    granted(asked(short, olivia), stella, carl, cora)

    assert qualifying(elm, on=TODAY) is None


def test_a_denial_has_reasons_and_shows_the_next_round(waiver, stella, carl, elm, olivia):
    waiver = in_review(waiver, stella, carl)

    with pytest.raises(NotReady, match="Reason"):
        actions.deny(waiver, by=carl)
    waiver = actions.deny(waiver, by=carl, note="Others like it reach the score.")

    assert (waiver.state, qualifying(elm, on=TODAY)) == ("denied", None)
    told = Message.objects.get(notice="practices.waiver_denied", recipient=olivia)
    assert "Others like it reach the score." in told.body
    assert "take part in the next round" in told.body
    with pytest.raises(OutOfDate):
        actions.deny(waiver, by=carl, note="Again.")


def test_only_the_member_who_decides_denies(waiver, stella, carl, cora, max, olivia):
    waiver = in_review(waiver, stella, carl, cora)

    for user in (cora, stella, max, olivia):
        with pytest.raises(NotAllowed):
            actions.deny(waiver, by=user, note="No.")


def test_a_member_may_step_off_in_the_middle_and_what_was_proposed_falls(waiver, stella, carl, cora):
    waiver = actions.propose_grant(in_review(waiver, stella, carl, cora), by=carl, note="One valley.")

    waiver_council.step_off(waiver, by=carl)

    waiver = ScoreWaiver.objects.get()
    assert (waiver.state, waiver.council_member, waiver.proposal) == ("in_review", None, None)
    assert not ScoreWaiver.objects.visible_to(carl).exists()
    with pytest.raises(NotReady):
        actions.grant(waiver, by=cora)


def test_whoever_decided_reads_it_later_and_steps_off_no_more(waiver, stella, carl, cora):
    waiver = granted(waiver, stella, carl, cora)

    assert ScoreWaiver.objects.visible_to(carl).get() == waiver
    with pytest.raises(NotAllowed):
        waiver_council.step_off(waiver, by=carl)


def test_a_withdrawn_request_asks_nobody_any_more(waiver, olivia, stella, carl):
    waiver = named(waiver, stella, carl)

    actions.withdraw(waiver, by=olivia)

    assert not ConflictQuestion.objects.filter(answer="", withdrawn_at=None).exists()


@pytest.mark.parametrize("stage", ["requested", "in_review", "granted"])
def test_scores_that_a_waiver_rests_on_are_not_corrected(waiver, stella, carl, cora, stage):
    if stage == "in_review":
        in_review(waiver, stella, carl, cora)
    if stage == "granted":
        granted(waiver, stella, carl, cora)

    with pytest.raises(NotReady, match="score waiver"):
        scores.correct(waiver.submission, by=stella, note="A slip.")


def test_after_a_denial_the_scores_can_be_corrected(waiver, stella, carl):
    actions.deny(in_review(waiver, stella, carl), by=carl, note="No.")

    assert scores.correct(waiver.submission, by=stella, note="A slip.").state == "submitted"


def test_a_decision_after_the_scores_ran_out_opens_nothing(waiver, stella, carl, cora, elm):
    with time_machine.travel("2027-06-01 12:00Z"):
        granted(waiver, stella, carl, cora)

        assert qualifying(elm, on=datetime.date(2027, 6, 1)) is None
