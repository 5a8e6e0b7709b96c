"""The practice is told who comes, both declare no conflict, and only then is there a date."""

import datetime

import pytest

from qcp.access.models import ConflictQuestion
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from surveys.actions import survey as actions
from surveys.models import StandingConflict, Survey
from surveys.states import State
from tests.factories.surveys import SurveyorFactory

from .conftest import answer, plan


def clocks(survey):
    return {d.kind: d.due_on for d in Deadline.objects.of_case(survey.case_id).running()}


def test_naming_a_surveyor_asks_both_sides_and_starts_the_clock_of_the_answers(survey, sam, stella, olivia):
    survey = actions.propose(survey, by=stella, surveyor=sam)

    assert survey.state == State.PROPOSED
    questions = ConflictQuestion.objects.filter(subject_id=survey.pk)
    assert {(q.asked_of, q.capacity) for q in questions} == {(sam, "surveyor"), (olivia, "practice")}
    assert clocks(survey) == {"conflict-answers": datetime.date(2026, 3, 9)}
    assert {(m.recipient, m.notice) for m in Message.objects.all()} == {
        (sam, "surveys.surveyor_asked"),
        (olivia, "surveys.practice_asked"),
    }


def test_before_the_answers_the_surveyor_reads_name_and_city_only(proposed, sam):
    letter = Message.objects.get(recipient=sam)

    assert "Elm Street Oncology, Springfield, IL" in letter.body
    assert "Main Street" not in letter.body
    assert f"/conflicts/{ConflictQuestion.objects.get(asked_of=sam).pk}/" in letter.body
    assert not Survey.objects.visible_to(sam).exists()


def test_the_practice_cannot_name_a_surveyor(survey, sam, olivia):
    with pytest.raises(NotAllowed):
        actions.propose(survey, by=olivia, surveyor=sam)


def test_a_surveyor_with_an_expired_paper_is_refused_with_the_reason(survey, stella):
    late = SurveyorFactory(entry__valid_until=datetime.date(2026, 3, 1))

    with pytest.raises(NotReady) as refusal:
        actions.propose(survey, by=stella, surveyor=late)

    assert refusal.value.problems == [
        "Nursing licence: not valid today.",
        "Oncology nursing certification: not valid today.",
        "Contract with the program: not valid today.",
    ]


def test_a_standing_conflict_rules_a_surveyor_out(survey, sam, stella):
    StandingConflict.objects.create(surveyor=sam.surveyor, practice=survey.practice)

    with pytest.raises(NotReady, match="Standing conflict with this practice"):
        actions.propose(survey, by=stella, surveyor=sam)


def test_somebody_who_is_not_on_the_roster_cannot_be_named(survey, rita, stella):
    with pytest.raises(NotReady, match="not on the roster"):
        actions.propose(survey, by=stella, surveyor=rita)


def test_one_answer_alone_confirms_nothing(proposed, sam):
    assert answer(proposed, sam).state == State.PROPOSED


def test_the_second_clear_answer_confirms_and_starts_the_six_weeks(proposed, sam, olivia):
    answer(proposed, olivia)

    survey = answer(proposed, sam)

    assert survey.state == State.CONFIRMED
    assert clocks(survey) == {"survey-held": datetime.date(2026, 4, 13)}
    assert list(Survey.objects.visible_to(sam)) == [survey]


def test_a_date_cannot_be_set_before_both_have_answered(proposed, stella):
    with pytest.raises(OutOfDate):
        actions.schedule(proposed, by=stella, plan=plan(proposed))


def test_nobody_confirms_a_surveyor_by_hand(proposed, stella):
    with pytest.raises(NotAllowed):
        actions.clear_conflicts(proposed, by=stella)


def test_a_surveyors_conflict_closes_the_case_to_them_and_asks_for_no_details(proposed, sam):
    survey = answer(proposed, sam, conflict=True)

    assert (survey.state, survey.surveyor) == (State.UNASSIGNED, None)
    assert survey.case.closed_to(sam)
    assert clocks(survey) == {"surveyor-named": datetime.date(2026, 3, 16)}
    assert list(survey.history.values_list("move", "note")) == [("propose", ""), ("decline", "")]
    assert not ConflictQuestion.objects.filter(subject_id=survey.pk, withdrawn_at=None).exists()


def test_the_practices_conflict_does_the_same(proposed, sam, olivia):
    survey = answer(proposed, olivia, conflict=True)

    assert (survey.state, survey.surveyor) == (State.UNASSIGNED, None)
    assert survey.case.closed_to(sam)
    assert not survey.case.closed_to(olivia)


def test_a_surveyor_who_stepped_off_cannot_be_named_again(proposed, sam, sue, stella):
    survey = answer(proposed, sam, conflict=True)

    with pytest.raises(NotReady, match="Off this case"):
        actions.propose(survey, by=stella, surveyor=sam)
    assert actions.propose(survey, by=stella, surveyor=sue).surveyor == sue


def test_a_recusal_closes_rows_counts_history_and_letters(confirmed, sam):
    actions.step_off(confirmed, by=sam)

    survey = Survey.objects.get(pk=confirmed.pk)
    assert survey.state == State.UNASSIGNED
    assert Survey.objects.visible_to(sam).count() == 0
    assert Message.objects.visible_to(sam).count() == 0
    assert moves_for(survey, sam) == []


def test_a_stranger_cannot_step_off_for_somebody_else(confirmed, sue, eddie):
    for user in (sue, eddie):
        with pytest.raises(NotAllowed):
            actions.step_off(confirmed, by=user)


def test_a_recused_member_of_staff_sees_no_survey_of_the_case(confirmed, stella):
    confirmed.case.recusals.create(user=stella)

    assert Survey.objects.visible_to(stella).count() == 0


def test_staff_take_a_surveyor_off_with_a_reason_and_everything_arranged_is_undone(scheduled, sam, stella):
    with pytest.raises(NotReady):
        actions.unassign(scheduled, by=stella)

    survey = actions.unassign(scheduled, by=stella, note="Illness")

    assert (survey.state, survey.surveyor) == (State.UNASSIGNED, None)
    assert not survey.visits.exists()
    assert not sam.busy_days.exists()
    assert set(clocks(survey)) == {"surveyor-named"}
    assert "surveys.unassigned" in Message.objects.filter(recipient=sam).values_list("notice", flat=True)
