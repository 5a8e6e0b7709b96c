"""Asking that the percentage of a round be set aside: who, until when, what about, and how often."""

import datetime

import pytest
import time_machine

from practices.actions import scores
from practices.actions import waivers as actions
from practices.models import ScoreWaiver
from practices.queries.waivers import last_day, problems
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady
from tests.factories.practices import final_scores
from tests.factories.waivers import SAYS, another_round, asked, short_score

FAILING = {"CORE1": "20,83,1", "CORE2": "20,76,1"}
RECEIVED = datetime.date(2026, 6, 12)


@pytest.fixture
def short(elm, stella, olivia):
    """Elm Street's spring round: 70.33 %, received on June 12."""
    submission = final_scores(elm, stella, olivia, **FAILING)
    scores.received(submission, on=RECEIVED)
    submission.refresh_from_db()
    return submission


def refused(submission, by, **given):
    with pytest.raises(NotReady) as refusal:
        actions.file(submission, **{"measures": ["CORE1"], **SAYS, **given}, by=by)
    return refusal.value.problems


def test_a_request_keeps_the_score_with_and_without_the_measures_in_question(short, olivia):
    waiver = asked(short, olivia, ("CORE2", "CORE1"))

    assert (waiver.state, waiver.disputed, waiver.percentage_only) == ("requested", ["CORE1", "CORE2"], True)
    assert (waiver.result.percent, waiver.without_percent) == ("70.33", "77.76")
    assert waiver.case == short.case


def test_asking_ends_the_clock_and_tells_staff_and_the_practice(short, olivia, stella, max):
    asked(short, olivia)

    clock = Deadline.objects.of(short).get(kind="waiver-request")
    assert clock.status == "met"
    told = Message.objects.filter(notice__startswith="practices.waiver")
    assert {(message.notice, message.address) for message in told} == {
        ("practices.waiver_requested", stella.email),
        ("practices.waiver_requested", max.email),
        ("practices.waiver_received", olivia.email),
    }


def test_only_a_signatory_asks(short, eddie, vera, stan, stella):
    for user in (eddie, vera, stan, stella):
        with pytest.raises(NotAllowed):
            asked(short, user)


@pytest.mark.parametrize(
    ("received", "last_minute", "first_late"),
    [
        # summer: 23:59 in New York is 03:59 UTC of the next day
        (datetime.date(2026, 6, 12), "2026-06-23 03:59:59Z", "2026-06-23 04:00:00Z"),
        # the clocks go back on November 1: the last day is a day of winter time
        (datetime.date(2026, 10, 28), "2026-11-08 04:59:59Z", "2026-11-08 05:00:00Z"),
        # they go forward on March 14
        (datetime.date(2027, 3, 8), "2027-03-19 03:59:59Z", "2027-03-19 04:00:00Z"),
        # over the end of a year, and not moved by a weekend or a holiday
        (datetime.date(2026, 12, 24), "2027-01-04 04:59:59Z", "2027-01-04 05:00:00Z"),
    ],
)
def test_the_tenth_day_counts_to_its_last_minute(elm, stella, olivia, received, last_minute, first_late):
    short = short_score(stella, practice=elm, received=received)

    with time_machine.travel(last_minute, tick=False):
        assert problems(short) == []
    with time_machine.travel(first_late, tick=False):
        assert "The request would be late" in problems(short)[0]
        assert "The request would be late" in refused(short, olivia)[0]
    with time_machine.travel(last_minute, tick=False):
        assert asked(short, olivia).state == "requested"


def test_a_late_request_is_told_the_last_day_and_the_next_round(short, olivia):
    with time_machine.travel("2026-07-01 12:00Z"):
        assert refused(short, olivia) == [
            "The request would be late: it had to arrive by June 22, 2026, 11:59 p.m. Eastern time, which is 10 days "
            "after the practice received its scores. You can take part in the next round, once its days are "
            "announced; a new score counts in full."
        ]
        autumn = another_round("2026-fall")
        autumn.opens_on, autumn.closes_on, autumn.report_on = (datetime.date(2026, month, 1) for month in (9, 11, 12))
        autumn.save()
        assert "2026-fall opens on September 1, 2026, and its scores are reported on December 1" in problems(short)[0]


def test_before_the_scores_are_received_no_day_is_late(elm, stella, olivia):
    short = final_scores(elm, stella, olivia, **FAILING)

    assert last_day(short) is None
    assert asked(short, olivia).state == "requested"


def test_a_corrected_round_is_still_counted_from_its_first_delivery(short, stella, olivia):
    with time_machine.travel("2026-06-20 12:00Z"):
        corrected = scores.finalize(scores.correct(short, by=stella, note="Looked at again."), by=stella)
        scores.received(corrected, on=datetime.date(2026, 6, 20))

    assert last_day(corrected) == datetime.date(2026, 6, 22)


def test_a_round_has_one_request_even_after_it_was_withdrawn(short, olivia):
    actions.withdraw(asked(short, olivia), by=olivia)

    assert refused(short, olivia) == ["A waiver was asked for in round 2026-spring already, which is possible once."]
    assert ScoreWaiver.objects.count() == 1


def test_scores_that_reach_the_percentage_have_nothing_to_waive(elm, stella, olivia):
    assert refused(final_scores(elm, stella, olivia), olivia) == ["These scores reach 75%: there is nothing to waive."]


def test_scores_that_are_not_final_cannot_be_disputed(short, stella, olivia):
    open_again = scores.correct(short, by=stella, note="Looked at again.")

    assert "not final" in refused(open_again, olivia)[0]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"measures": []}, "Measures: tick at least one of those that were not reached, and only those."),
        ({"measures": ["CORE9"]}, "Measures: tick at least one of those that were not reached, and only those."),
        ({"measures": ["NONE"]}, "Measures: tick at least one of those that were not reached, and only those."),
        ({"characteristic": " "}, "Characteristic: describe what is unique about the practice."),
        ({"effect": ""}, "Effect: describe how it lowered the measures that you ticked."),
    ],
)
def test_a_request_says_what_is_unfair_and_why(short, olivia, given, sentence):
    assert refused(short, olivia, **given) == [sentence]


def test_charts_that_are_missing_are_told_and_are_not_set_aside(elm, stella, olivia):
    short = final_scores(elm, stella, olivia, **FAILING)
    elm.oncologist_hours = 4000
    elm.save()
    short = scores.finalize(scores.correct(short, by=stella, note="The hours changed."), by=stella)

    waiver = asked(short, olivia)

    assert not waiver.percentage_only
    assert short.result.reasons[0].startswith("The Overall Quality Score is 70.33%")
