"""What the clocks do by themselves: reminders once, the missed told once, lapses through the one door."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline, Status
from qcp.deadlines.sweep import sweep
from qcp.notices.models import Message

from .conftest import at, day


def letters() -> list[tuple[str, str, str]]:
    """What was written, to whom, and its subject line, in order."""
    return [
        (message.notice.removeprefix("deadlines."), message.recipient.name, message.subject)
        for message in Message.objects.order_by("created_at", "notice", "address")
    ]


def sweep_daily(first: str, last: str, step: int = 1) -> None:
    today = day(first)
    while today <= day(last):
        with at(f"{today} 00:05"):
            sweep()
        today += datetime.timedelta(days=step)


@pytest.fixture
def action_plan(application):
    with at("2026-03-02 12:00"):
        return deadlines.open(application, Kind.ACTION_PLAN, because="report received")  # due 16 March


def test_each_reminder_is_sent_once_and_the_missed_told_once_to_both_sides(application, action_plan, stella):
    sweep_daily("2026-03-02", "2026-03-30")

    assert letters() == [
        ("reminder", "Olivia", f"7 days left: Compliance Action Plan, {application}"),
        ("reminder", "Olivia", f"One day left: Compliance Action Plan, {application}"),
        ("missed", "Olivia", f"The last day has passed: Compliance Action Plan, {application}"),
        ("overdue", "Stella", f"Overdue: Compliance Action Plan, {application}"),
    ]


def test_a_reminder_dated_on_the_day_of_opening_is_not_sent(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.SURVEYOR_NAMED, because="accepted")  # 14 days: the first would be due today

    with at("2026-03-08 23:59"):
        assert sweep() == 0


def test_after_an_outage_only_the_latest_reminder_is_sent(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted")  # due 2 March 2027

    sweep_daily("2027-02-20", "2027-02-22")

    assert [subject for _, _, subject in letters()] == [f"10 days left: Final deadline, {application}"]


def test_an_outage_beyond_the_last_day_says_only_that_it_was_missed(application, action_plan, stella):
    sweep_daily("2026-03-20", "2026-03-22")

    assert [kind for kind, _, _ in letters()] == ["missed", "overdue"]


def test_what_was_missed_is_still_owed_until_it_is_done(application, action_plan):
    sweep_daily("2026-03-17", "2026-03-17")

    deadline = deadlines.running(application, Kind.ACTION_PLAN)
    assert (deadline.status, deadline.wake_at) == (Status.RUNNING, None)
    with at("2026-03-20 12:00"):
        assert (deadline.is_overdue, deadline.days_left) == (True, -4)
        assert deadlines.close(application, Kind.ACTION_PLAN).status == Status.MISSED


def test_a_window_closes_by_itself(application, stella):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.REPEAT_SURVEY_NOTICE, because="report completed")
    sweep_daily("2026-04-20", "2026-05-01")

    assert Deadline.objects.get().status == Status.MISSED
    assert deadlines.running(application, Kind.REPEAT_SURVEY_NOTICE) is None


def test_invitations_come_four_times_and_their_end_is_not_told(application):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.RECERTIFICATION_INVITATION, because="awarded", start=day("2029-03-02"))
    sweep_daily("2027-12-20", "2029-03-20", step=7)

    words = f"Recertify before the certification expires, {application}"
    assert [subject for _, _, subject in letters()] == [f"{days} days left: {words}" for days in (361, 270, 179, 88)]


def test_nothing_is_said_about_a_clock_that_ended(application, action_plan):
    with at("2026-03-05 12:00"):
        deadlines.close(application, Kind.ACTION_PLAN)
    sweep_daily("2026-03-05", "2026-03-30")

    assert letters() == []


def test_the_boundary_is_the_end_of_the_last_day_in_the_programs_zone(application, action_plan, stella):
    sweep_daily("2026-03-02", "2026-03-15")
    with at("2026-03-16 23:59:59"):
        assert sweep() == 0
    with at("2026-03-17 00:00:00"):
        assert sweep() == 1


@pytest.mark.parametrize("others", [0, 40])
def test_the_sweep_never_reads_what_is_not_due(application, action_plan, others):
    Deadline.objects.bulk_create(
        Deadline(
            kind=Kind.FINAL_DEADLINE,
            case=application.case,
            subject_label="applications.Application",
            subject_id=application.case_id.__class__(int=n),
            owner="signatory",
            opened_because="accepted",
            length="1 year",
            zone="America/New_York",
            starts_on=day("2026-03-02"),
            due_on=day("2027-03-02"),
            wake_at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC),
        )
        for n in range(others)
    )

    with (
        at("2026-03-04 12:00"),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        assert sweep() == 0

    assert len(asked) == 1
    assert '"wake_at" <=' in asked[0]["sql"]


def test_recusal_and_role_decide_who_is_told(application, action_plan, stella, steve):
    conflicts.recuse(application.case, stella)
    sweep_daily("2026-03-17", "2026-03-17")

    assert [(kind, name) for kind, name, _ in letters()] == [("missed", "Olivia"), ("overdue", "Steve")]


def test_the_one_person_who_owes_it_is_reminded(application, rita):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.COMMITTEE_REVIEW, because="handed over", assignee=rita)
    sweep_daily("2026-03-02", "2026-03-22")

    assert {name for _, name, _ in letters()} == {"Rita"}


def test_those_who_owe_a_conflict_answer_are_reminded_and_only_they(application, sam, olivia):
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.CONFLICT_ANSWERS, because="surveyor proposed")
        conflicts.ask(application, sam, capacity="surveyor", about="Elm Street Oncology, Springfield")
        question = conflicts.ask(application, olivia, capacity="practice", about="Sam")
    question.answer, question.answered_at = "none", datetime.datetime(2026, 3, 3, tzinfo=datetime.UTC)
    question.save()
    sweep_daily("2026-03-02", "2026-03-08")

    assert {name for _, name, _ in letters()} == {"Sam"}


@pytest.fixture
def final_deadline(application):
    with at("2026-03-02 12:00"):
        return deadlines.open(application, Kind.FINAL_DEADLINE, because="accepted")


def test_at_the_final_deadline_the_application_lapses(application, final_deadline, lapses):
    with at("2027-03-02 23:59:59"):
        sweep()
        assert lapses.done == []
    with at("2027-03-03 00:00:00"):
        sweep()

    assert lapses.done == [application.pk]
    assert Deadline.objects.get().status == Status.MISSED


def test_a_lapse_that_is_held_is_asked_again_the_next_day_and_told_once(application, final_deadline, lapses):
    lapses.held = True
    sweep_daily("2027-03-03", "2027-03-05")
    assert deadlines.running(application, Kind.FINAL_DEADLINE).missed_at is not None

    lapses.held = False
    with at("2027-03-05 23:00"):
        sweep()
    assert lapses.done == []
    with at("2027-03-06 00:00"):
        sweep()

    assert lapses.done == [application.pk]
    assert [kind for kind, _, _ in letters()] == ["missed"]


def test_one_that_fails_is_logged_and_the_others_go_on(application, final_deadline, lapses, caplog):
    lapses.broken = True
    with at("2026-03-02 12:00"):
        deadlines.open(application, Kind.LAST_EVIDENCE, because="accepted", start=day("2026-03-30"))

    with at("2027-03-03 00:00"):
        assert sweep() == 2
        assert sweep() == 0
    with at("2027-03-03 01:00"):
        assert sweep() == 1

    assert "could not be dealt with" in caplog.text
    assert [kind for kind, _, _ in letters()] == ["missed"]
    assert deadlines.running(application, Kind.FINAL_DEADLINE).missed_at is None
