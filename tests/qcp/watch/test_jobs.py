"""Every job leaves a line about its last run, and the office hears of one that has stopped."""

import datetime

import pytest

from qcp import clock
from qcp.celery import app
from qcp.watch.models import JobRun
from qcp.web.tasks import forget_sent


@app.task(name="tests.breaks")
def breaks():
    raise ZeroDivisionError


def test_a_job_that_ended_well_leaves_its_time(db):
    forget_sent()

    run = JobRun.objects.get()
    assert (run.task, run.failures) == ("web.forget_sent", 0)
    assert abs(clock.now() - run.ended_at) < datetime.timedelta(minutes=1)


def test_a_job_that_fails_says_of_what_kind_and_how_often(db):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            breaks()

    run = JobRun.objects.get()
    assert (run.failure, run.failures, run.ended_at) == ("ZeroDivisionError", 2, None)


@pytest.mark.parametrize(("hours", "late"), [(1, False), (23, False), (24.5, True)])
def test_a_nightly_job_is_late_a_quarter_of_an_hour_after_its_time(db, hours, late, time_machine):
    time_machine.move_to(
        datetime.datetime(2026, 3, 2, 8, 45, tzinfo=datetime.UTC), tick=False
    )  # 3:45 in the program's zone
    forget_sent()

    time_machine.shift(datetime.timedelta(hours=hours))

    assert JobRun.objects.get().is_late is late


def test_the_office_sees_at_home_what_has_stopped_and_practices_do_not(client, stella, olivia):
    JobRun.objects.create(task="notices.deliver_due", ended_at=clock.now() - datetime.timedelta(hours=2))

    for person, sees in ((stella, True), (olivia, False)):
        client.force_login(person)
        assert ("Letters that wait has stopped" in client.get("/home/").content.decode()) is sees


def test_a_job_in_time_is_no_news(client, stella):
    forget_sent()
    client.force_login(stella)

    assert "has stopped" not in client.get("/home/").content.decode()
