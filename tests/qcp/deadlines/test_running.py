"""A clock of a record: opened, met, missed, cancelled, moved, paused."""

import datetime

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how
from hypothesis import strategies as st

from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import is_business_day
from qcp.deadlines.models import Deadline, Status

from .conftest import at, day


def test_it_starts_today_unless_an_event_sets_the_day(application):
    with at("2026-03-02 23:59:59"):
        review = deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="submitted")
        final = deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted", start=day("2026-02-20"))

    assert (review.starts_on, review.due_on) == (day("2026-03-02"), day("2026-03-16"))
    assert (final.starts_on, final.due_on) == (day("2026-02-20"), day("2027-02-20"))
    assert (final.practice_id, final.owner, final.length) == (application.practice_id, "signatory", "1 year")


def test_only_one_of_a_kind_runs_on_a_record(application):
    deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted")

    with pytest.raises(IntegrityError):
        deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted again")


# Clocks that end in each week in which the clocks are changed, on 28 and 29 February, and on New Year's Eve.
@pytest.mark.parametrize("last", ["2026-03-08", "2026-11-01", "2026-03-13", "2027-02-28", "2028-02-29", "2026-12-31"])
def test_the_last_second_is_in_time_and_the_next_is_not(application, last):
    start = day(last) - datetime.timedelta(days=14)
    with at(f"{start} 12:00:00"):
        deadlines.open(application, Kind.SURVEYOR_NAMED, because="accepted")

    with at(f"{last} 23:59:59"):
        assert deadlines.in_time(application, Kind.SURVEYOR_NAMED)
    with at(f"{day(last) + datetime.timedelta(days=1)} 00:00:00"):
        assert not deadlines.in_time(application, Kind.SURVEYOR_NAMED)
        assert deadlines.close(application, Kind.SURVEYOR_NAMED).status == Status.MISSED


def test_done_in_time_it_is_met(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.INVOICE, because="issued")
    with at("2026-04-01 23:59:59"):
        closed = deadlines.close(application, Kind.INVOICE)

    assert (closed.status, closed.wake_at) == (Status.MET, None)
    assert deadlines.running(application, Kind.INVOICE) is None


def test_closing_what_does_not_run_changes_nothing(application):
    assert deadlines.close(application, Kind.INVOICE) is None
    assert deadlines.move(application, Kind.INVOICE, to=day("2030-01-01"), because="x") is None
    deadlines.cancel(application, Kind.INVOICE)
    deadlines.resume(application, Kind.REPORT_ISSUED)


def test_when_a_case_ends_all_its_clocks_are_cancelled(application):
    for kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE):
        deadlines.open(application, kind, because="accepted")

    deadlines.cancel_case(application.case)

    assert set(Deadline.objects.values_list("status", "wake_at")) == {(Status.CANCELLED, None)}


def test_an_extension_ends_the_clock_as_moved_and_starts_its_successor(application):
    with at("2026-03-02 12:00"):
        old = deadlines.open(application, Kind.FINAL_DEADLINE, because="Certification Pending")
    with at("2027-02-20 12:00"):
        new = deadlines.move(application, Kind.FINAL_DEADLINE, to=day("2027-04-01"), because="extension by 30 days")

    old.refresh_from_db()
    assert (old.status, old.moved_to) == (Status.MOVED, new)
    assert (new.starts_on, new.due_on, new.sequence, new.entry) == (old.starts_on, day("2027-04-01"), 1, old.entry)
    assert deadlines.running(application, Kind.FINAL_DEADLINE) == new
    assert deadlines.explain(new) == (
        "Final deadline: started on Monday 2 March 2026 (Certification Pending). "
        "It runs 1 year in calendar days: weekends and holidays count. "
        "Its last day was moved from Tuesday 2 March 2027 to Thursday 1 April 2027 (extension by 30 days). "
        "Last day in time: Thursday 1 April 2027, 23:59:59 Eastern time (America/New_York). "
        "After that: The application lapses, unless complete evidence sent in time is under review "
        "or an extension asked for in time is undecided. "
        "Source: Certification Policies: extension of a practice's final deadline."
    )


def test_a_decision_may_set_the_last_day(application):
    new = deadlines.open(application, Kind.FINAL_DEADLINE, because="appeal overturned", due=day("2030-01-31"))

    assert new.due_on == day("2030-01-31")
    assert "Its end was set by a decision." in deadlines.explain(new)


def test_changing_the_table_never_moves_a_running_clock(application, settings):
    with at("2026-03-02 12:00"):
        deadline = deadlines.open(application, Kind.INVOICE, because="issued")
    settings.CLOCKS = {"invoice": "45 days"}

    assert "It runs 30 days" in deadlines.explain(deadline)
    assert Deadline.objects.get().due_on == day("2026-04-01")


def test_a_clock_of_the_policies_never_pauses(application):
    deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted")

    with pytest.raises(ValueError, match="does not pause"):
        deadlines.pause(application, Kind.FINAL_DEADLINE, because="waiting")


def test_the_staffs_clock_waits_while_the_practice_answers(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="submitted")
    with at("2026-03-05 12:00"):
        deadlines.pause(application, Kind.COMPLETENESS_REVIEW, because="the practice was asked")
    with at("2026-03-31 12:00"):
        assert Deadline.objects.get().wake_at is None
        deadlines.resume(application, Kind.COMPLETENESS_REVIEW)

    deadline = Deadline.objects.get()
    assert (deadline.status, deadline.due_on, deadline.sequence) == (Status.RUNNING, day("2026-04-09"), 1)
    assert (
        "It waited from Thursday 5 March 2026 to Tuesday 31 March 2026 (the practice was asked)" in deadline.explanation
    )


KINDS = st.sampled_from([Kind.COMPLETENESS_REVIEW, Kind.SURVEY_HELD])
STARTS = st.dates(day("2024-01-01"), day("2035-01-01"))
SPANS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40)), max_size=3)


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(kind=KINDS, start=STARTS, spans=SPANS)
def test_pauses_take_nothing_from_the_length_and_add_nothing(application, kind, start, spans):
    deadlines.cancel(application, kind)
    with at(f"{start} 12:00"):
        deadline = deadlines.open(application, kind, because="event")
    length, today = len(counted(deadline)), start

    for work, wait in spans:
        today += datetime.timedelta(days=work)
        assume(today < deadlines.running(application, kind).due_on)
        with at(f"{today} 12:00"):
            deadlines.pause(application, kind, because="waiting")
        today += datetime.timedelta(days=wait)
        with at(f"{today} 12:00"):
            deadlines.resume(application, kind)

    deadline = deadlines.running(application, kind)
    assert len(counted(deadline)) == length
    assert not deadline.in_business_days or is_business_day(deadline.due_on)


def counted(deadline) -> list[datetime.date]:
    """The days that count, one by one: after the start, not in a pause, and business days where only these count."""
    pauses = list(deadline.pauses.values_list("from_on", "until_on"))
    days = [deadline.starts_on + datetime.timedelta(days=n) for n in range(1, 400)]
    days = [each for each in days if each <= deadline.due_on and not any(a < each <= b for a, b in pauses)]
    return [each for each in days if is_business_day(each) or not deadline.in_business_days]


def test_paused_on_its_last_day_it_ends_on_the_day_of_return_or_the_next_business_day(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="submitted")
    with at("2026-03-16 12:00"):
        deadlines.pause(application, Kind.COMPLETENESS_REVIEW, because="the practice was asked")
    with at("2026-03-21 12:00"):
        deadlines.resume(application, Kind.COMPLETENESS_REVIEW)

    assert deadlines.running(application, Kind.COMPLETENESS_REVIEW).due_on == day("2026-03-23")


def test_reminders_dated_before_the_opening_are_not_shown_either(application):
    with at("2026-03-02 12:00"):
        deadline = deadlines.open(application, Kind.SURVEYOR_NAMED, because="accepted")

    assert deadline.reminder_days() == [day("2026-03-09"), day("2026-03-15")]
