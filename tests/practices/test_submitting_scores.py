"""A submission of QOPI scores: handed in, returned, made final, corrected, withdrawn; and what follows."""

import datetime

import pytest
import time_machine

from practices import scoring
from practices.actions import scores as actions
from practices.models import ScoreSubmission
from practices.queries.scores import qualifying
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.practices import figures_entered, final_scores, with_report

FAILING = {"CORE1": "20,83,1", "CORE2": "20,76,1"}


def running(submission):
    return {(d.kind, d.starts_on, d.due_on) for d in Deadline.objects.of(submission).running()}


def again(submission):
    return ScoreSubmission.objects.get(pk=submission.pk)


def test_handing_in_asks_staff_to_compare(elm, olivia, stella, max):
    submission = actions.submit(with_report(figures_entered(elm)), by=olivia)

    assert (submission.state, submission.submitted_on) == ("submitted", datetime.date(2026, 6, 10))
    assert {message.address for message in Message.objects.all()} == {stella.email, max.email}


def test_unfinished_figures_are_refused_and_told_what_is_missing(elm, olivia):
    submission = actions.open_for_practice(elm, figures_entered(elm).round, by=olivia)
    submission.measure_scores.filter(measure__code__in=["CORE1", "SMT28"]).delete()
    submission.module_charts.filter(module="EOL").delete()

    with pytest.raises(NotReady) as refusal:
        actions.submit(submission, by=olivia)

    assert refusal.value.problems == [
        "Measures: enter figures for CORE1, SMT28; zeros where no chart applied.",
        "Charts: enter the charts of the module EOL.",
        "Report: attach the final QOPI report of the round.",
    ]


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("", "Report: the file is still being checked. Try again in a minute."),
        ("refused", "Report: attach the final QOPI report of the round."),
    ],
)
def test_a_report_counts_once_it_was_checked(elm, olivia, verdict, sentence):
    with pytest.raises(NotReady) as refusal:
        actions.submit(with_report(figures_entered(elm), verdict), by=olivia)

    assert refusal.value.problems == [sentence]


@pytest.mark.parametrize(
    ("day", "words"), [("2026-03-15", "opens on March 16, 2026"), ("2027-05-30", "until May 29, 2027")]
)
def test_figures_are_taken_while_their_scores_could_count(elm, olivia, day, words):
    submission = with_report(figures_entered(elm))

    with time_machine.travel(f"{day} 16:00Z"), pytest.raises(NotReady) as refusal:
        actions.submit(submission, by=olivia)

    assert words in refusal.value.problems[0]


def test_staff_return_figures_with_a_reason_and_the_practice_may_change_them_again(elm, olivia, eddie, stella):
    submission = actions.submit(with_report(figures_entered(elm)), by=olivia)

    with pytest.raises(NotReady):
        actions.return_(submission, by=stella)
    submission = actions.return_(submission, by=stella, note="CORE1 differs from the report.")

    assert submission.state == "returned"
    told = Message.objects.filter(notice="practices.scores_returned")
    assert {message.address for message in told} == {olivia.email, eddie.email}
    assert "CORE1 differs from the report." in told[0].body
    assert actions.submit(submission, by=olivia).state == "submitted"


def test_a_qualifying_result_is_frozen_and_valid_for_a_year_from_the_report(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia)

    result = submission.results.get()
    assert (result.percent, result.qualifies, result.reasons) == ("79.04", True, [])
    assert running(submission) == {("score-validity", datetime.date(2026, 5, 29), datetime.date(2027, 5, 29))}
    assert result.valid_until == datetime.date(2027, 5, 29)
    letter = Letter.objects.of(submission).get()
    assert (letter.data["qualifies"], letter.data["score"]) == (True, "79.04%")
    assert "79.04% (890 of 1126)" in Message.objects.get(notice="practices.scores_final").body


def test_the_result_can_be_computed_again_from_what_it_keeps(elm, olivia, stella):
    result = final_scores(elm, stella, olivia, **FAILING).results.get()

    judgement = scoring.judge(scoring.Figures.from_json(result.inputs))

    assert (judgement.percent, judgement.qualifies) == (result.percent, result.qualifies)
    assert list(judgement.reasons) == result.reasons


def test_a_result_carries_applications_until_its_last_day(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia)

    assert qualifying(elm, on=datetime.date(2027, 5, 29)) == submission
    assert qualifying(elm, on=datetime.date(2027, 5, 30)) is None


def test_a_failing_result_carries_none(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia, **FAILING)

    assert qualifying(elm, on=datetime.date(2026, 7, 1)) is None
    assert submission.result.reasons == ["The Overall Quality Score is 70.33%; at least 75% is needed."]


def test_the_waiver_clock_starts_when_the_practice_receives_a_failing_result(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia, **FAILING)
    assert "waiver-request" not in {kind for kind, _, _ in running(submission)}

    actions.received(submission, on=datetime.date(2026, 6, 12))
    actions.received(submission, on=datetime.date(2026, 6, 15))

    assert ("waiver-request", datetime.date(2026, 6, 12), datetime.date(2026, 6, 22)) in running(submission)
    assert again(submission).received_on == datetime.date(2026, 6, 12)


def test_a_qualifying_result_starts_no_waiver_clock(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia)

    actions.received(submission, on=datetime.date(2026, 6, 12))

    assert {kind for kind, _, _ in running(submission)} == {"score-validity"}


def test_a_correction_supersedes_the_result_and_keeps_it(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia, **FAILING)
    actions.received(submission, on=datetime.date(2026, 6, 12))

    submission = actions.correct(submission, by=stella, note="Two measures were swapped.")

    assert (submission.state, submission.finalized_on) == ("submitted", None)
    assert submission.results.get().superseded_at
    assert qualifying(elm, on=datetime.date(2026, 7, 1)) is None


def test_the_waiver_clock_never_starts_again_for_the_round(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia, **FAILING)
    actions.received(submission, on=datetime.date(2026, 6, 12))
    submission = actions.correct(submission, by=stella, note="Looked at again.")

    submission = actions.finalize(submission, by=stella)
    actions.received(submission, on=datetime.date(2026, 8, 1))

    assert {start for kind, start, _ in running(submission) if kind == "waiver-request"} == {datetime.date(2026, 6, 12)}
    assert submission.results.count() == 2


def test_a_corrected_result_that_reaches_the_percentage_ends_the_waiver_clock(elm, olivia, stella):
    submission = final_scores(elm, stella, olivia, **FAILING)
    actions.received(submission, on=datetime.date(2026, 6, 12))
    submission = actions.correct(submission, by=stella, note="Two measures were swapped.")
    submission.measure_scores.filter(measure__code__in=FAILING).update(numerator=70)

    submission = actions.finalize(submission, by=stella)

    assert submission.result.meets_percentage
    assert {kind for kind, _, _ in running(submission)} == {"score-validity"}


def test_after_withdrawing_the_round_can_be_entered_anew(elm, olivia):
    first = figures_entered(elm)

    first = actions.withdraw(first, by=olivia)
    second = actions.open_for_practice(elm, first.round, by=olivia)

    assert first.state == "withdrawn"
    assert second.pk != first.pk
    assert actions.open_for_practice(elm, first.round, by=olivia) == second


def test_a_final_result_cannot_be_withdrawn(elm, olivia, stella):
    with pytest.raises(OutOfDate):
        actions.withdraw(final_scores(elm, stella, olivia), by=olivia)


def test_viewers_and_strangers_open_no_submission(elm, vera, stan):
    round = figures_entered(elm).round

    for user in (vera, stan):
        with pytest.raises(NotAllowed):
            actions.open_for_practice(elm, round, by=user)
