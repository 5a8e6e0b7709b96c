"""Every clock: its length, its source, and its last day against a slow calendar of its own."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcp.deadlines.actions import due_on
from qcp.deadlines.checks import clocks_may_be_set
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import is_business_day
from qcp.deadlines.table import RULES, USUAL, length_of
from tests.prove import clocks

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31))


def day(text):
    return datetime.date.fromisoformat(text)


def test_each_clock_agrees_with_a_slow_calendar():
    figure = clocks.run(clocks.STARTS // 10)

    assert (figure.good, figure.tried) == (12_500, 12_500)


def test_every_clock_has_its_row():
    assert RULES.keys() == set(Kind) == set(clocks.CLOCKS)


@pytest.mark.parametrize(
    ("kind", "start", "due"),
    [
        ("waiver-request", "2026-03-02", "2026-03-12"),  # day 0 does not count, the tenth day is in time
        ("final-deadline", "2024-02-29", "2025-02-28"),
        ("certification-term", "2024-02-29", "2027-02-28"),
        ("score-validity", "2025-12-31", "2026-12-31"),
        ("last-evidence", "2024-02-29", "2025-01-31"),
        ("final-deadline", "2026-02-28", "2027-02-28"),
        ("action-plan", "2026-06-26", "2026-07-13"),  # Independence Day is kept on Friday the third
        ("findings-submitted", "2027-12-29", "2028-01-04"),  # New Year's Day is kept on Friday, December 31
        ("completeness-review", "2026-11-20", "2026-12-07"),  # Thanksgiving lies between
        ("conflict-answers", "2026-03-07", "2026-03-13"),  # a Saturday is day 0
        ("repeat-survey-notice", "2026-01-05", "2026-03-02"),
        ("invoice", "2026-01-30", "2026-03-01"),  # a calendar day does not move off a Sunday
        ("organisation-change-report", "2026-05-15", "2026-06-30"),  # Memorial Day and Juneteenth
    ],
)
def test_the_last_day_in_time(kind, start, due):
    assert due_on(kind, day(start)) == day(due)


@given(DAYS, st.sampled_from(list(Kind)))
def test_a_later_start_never_ends_earlier(start, kind):
    assert due_on(kind, start) <= due_on(kind, start + datetime.timedelta(days=1))


@given(DAYS, st.sampled_from([kind for kind in Kind if length_of(kind).in_business_days]))
def test_clocks_of_business_days_end_on_one(start, kind):
    assert is_business_day(due_on(kind, start))


def test_only_the_staffs_own_clocks_pause_and_none_of_the_policies():
    pausing = {kind for kind, rule in RULES.items() if rule.pauses}

    assert pausing == {Kind.COMPLETENESS_REVIEW, Kind.SURVEYOR_NAMED, Kind.SURVEY_HELD, Kind.REPORT_ISSUED}
    assert all("Policies" not in RULES[kind].source and RULES[kind].owner == "staff" for kind in pausing)


def test_what_the_portal_does_by_itself_at_the_end():
    assert {str(kind): rule.lapse for kind, rule in RULES.items() if rule.lapse} == {
        "final-deadline": "lapse",
        "certification-term": "expire",
        "recertification-grace": "expire",
    }


def test_reminders_of_the_last_evidence_begin_earlier():
    words = [str(length) for length in RULES[Kind.LAST_EVIDENCE].remind]

    assert words == ["90 days", "60 days", "30 days", "14 days", "7 days", "1 days"]
    assert RULES[Kind.LAST_EVIDENCE].remind[1:] == USUAL


def test_the_office_may_change_a_length_that_is_the_portals_own(settings):
    settings.CLOCKS = {"invoice": "45 days"}

    assert due_on(Kind.INVOICE, day("2026-01-01")) == day("2026-02-15")


def test_a_length_of_the_policies_stays_what_it_is(settings):
    settings.CLOCKS = {"final-deadline": "2 years"}

    assert due_on(Kind.FINAL_DEADLINE, day("2026-01-01")) == day("2027-01-01")


@pytest.mark.parametrize(
    ("clocks_set", "problem"),
    [
        ({"invoice": "45 days"}, []),
        ({"final-deadline": "2 years"}, ["comes from the program's papers"]),
        ({"tea": "2 years"}, ["there is no clock “tea”"]),
        ({"invoice": "a while"}, ["is not a length such as"]),
    ],
)
def test_the_portal_does_not_start_with_clocks_that_nobody_may_set(settings, clocks_set, problem):
    settings.CLOCKS = clocks_set

    found = [error.msg for error in clocks_may_be_set(None)]

    assert [words in msg for words, msg in zip(problem, found, strict=True)] == [True] * len(problem)
