"""How long a stage took others, and who is before whom: from history alone, and silent about the few."""

import datetime

import pytest

from applications.actions import application as acts
from applications.models import Application
from practices.panels import tracker_of
from qcp import clock
from qcp.workflow import chain, stays
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM
from tests.factories.applications import an_edition, practice_of

pytestmark = pytest.mark.django_db
MARCH = datetime.datetime(2026, 3, 1, 15, tzinfo=datetime.UTC)


def begun(signatory, day=0, **given):
    with clock.at(MARCH + datetime.timedelta(days=day)):
        application = Application.objects.create(case=Case.objects.create(), practice=practice_of(signatory), **given)
        chain.begin(application, by=SYSTEM)
    return application


def left(signatory, *, after: int):
    application = begun(signatory)
    with clock.at(MARCH + datetime.timedelta(days=after)):
        return acts.withdraw(application, by=signatory, note="Not this year.")


def test_eight_of_ten_left_within_as_many_days(olivia):
    for days in (4, 1, 30, 2, 3, 5):
        left(olivia, after=days)

    assert stays.outlook(begun(olivia)) == "8 of 10 practices left this stage within 5 days, counting the last 6."


def test_of_four_nothing_is_said(olivia):
    mine = begun(olivia)
    for days in (1, 2, 3, 4):
        left(olivia, after=days)

    assert stays.outlook(mine) == ""


def test_a_practice_reads_its_place_in_the_queue(olivia):
    given = {"state": "submitted", "submitted_on": datetime.date(2026, 3, 1), "edition": an_edition()}
    first, mine = (begun(olivia, day, **given) for day in (0, 1))
    stage = next(each for each in tracker_of(mine.practice).stages if each.state == "now")

    assert (stays.place_of(first), stays.place_of(mine)) == ((1, 2), (2, 2))
    assert stage.place == "Number 2 of 2 that wait for QCP staff."
    assert "fewer than five practices" in stage.forecast


def test_a_queue_too_long_to_count_tells_no_place(olivia, monkeypatch):
    monkeypatch.setattr(stays, "COUNTED", 1)
    given = {"state": "submitted", "submitted_on": datetime.date(2026, 3, 1), "edition": an_edition()}
    mine = [begun(olivia, day, **given) for day in (0, 1)][1]
    stage = next(each for each in tracker_of(mine.practice).stages if each.state == "now")

    assert stage.place == "More than 1 wait for QCP staff."


def test_what_left_long_ago_is_not_looked_for(olivia, monkeypatch):
    for days in (1, 2, 3):
        left(olivia, after=days)
    monkeypatch.setattr(stays, "WINDOW", 4)

    assert stays.stays(Application, "draft").days == (2, 3)


def test_a_practice_that_holds_the_pen_reads_what_is_missing(client, olivia):
    application = begun(olivia)
    client.force_login(olivia)

    page = client.get("/home/").content.decode()

    assert "Still missing (" in page
    assert f"/applications/{application.pk}/check/" in page
