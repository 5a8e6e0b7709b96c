"""The program's dashboard: each number is the length of the list that it leads to."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.actions import application as applications
from applications.models import Application
from applications.states import State
from compliance.queries import program
from compliance.queries.missing import most_missed
from qcp import clock
from qcp.access import conflicts
from qcp.deadlines.lengths import ONE_DAY, add_days
from qcp.web.groups import LEAST
from qcp.web.pictures.tally import Count, Tally
from qcp.workflow import chain
from qcp.workflow.stays import stays
from qcp.workflow.system import SYSTEM
from tests.factories import compliance as made
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a href="(/home/queues/[^"]+)">(\d+)')


def test_a_case_that_somebody_stepped_off_is_not_counted_for_them(stella, steve, rita):
    report = made.drafted()
    conflicts.recuse(report.case, steve)

    assert program.funnel(stella).total == 1
    assert program.funnel(steve).total == 0


def test_stays_in_a_stage_are_told_by_the_middle_and_by_nine_of_ten(stella):
    for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 40):
        application = ApplicationFactory(submitted=True)
        chain.begin(application, by=SYSTEM)
        with clock.at(clock.now() + days * ONE_DAY - datetime.timedelta(hours=1)):
            applications.deny(application, by=SYSTEM, note="Not met.")

    stayed = stays(Application, State.SUBMITTED, since=clock.now() - ONE_DAY)
    submitted = next(bar for bar in program.funnel(stella).counts if bar.label == "Submitted")

    assert (stayed.number, stayed.within(50), stayed.within(90)) == (10, 5, 9)
    assert submitted.more == ("5 days", "9 days", 10)


def test_cohorts_count_those_certified_so_soon(stella):
    accepted = datetime.date(2026, 7, 3)
    for days, state in [(80, "certified"), (100, "certified"), (200, "lapsed"), (None, "survey_ready")]:
        given = {"submitted_on": accepted, "pending_on": accepted, state: True}
        if days:
            given["ended_on"] = add_days(accepted, days)
        ApplicationFactory(**given)
    with clock.at(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)):
        [row] = program.by_quarter(stella)["rows"]

    assert row["title"] == "2026, quarter 3"
    assert [number for number, _, _ in row["cells"]] == [4, 1, 2, 2, 2]
    assert [share for _, _, share in row["cells"]][1:] == ["25 %", "50 %", "50 %", "50 %"]


def test_a_standard_missed_by_fewer_than_five_practices_is_not_told(rita, olivia, stella):
    for _ in range(LEAST - 1):
        made.issued(rita, None, (made.UNMET,))
    assert most_missed() == []
    made.issued(rita, None, (made.UNMET,))

    [first, *_] = most_missed()
    assert (first.missed, first.judged) == (LEAST, LEAST)
    assert program.missed(stella).counts[0].number == LEAST


@pytest.mark.parametrize("rows", [0, 1, 1000])
def test_the_picture_says_what_the_table_says(rows):
    counts = tuple(Count(f"Standard {n} with a name that goes on and on and on", n) for n in range(rows))
    tally = Tally("t", "Counts", counts)

    assert [line.count for line in tally.lines] == list(counts[:25])
    assert all(0 <= line.length <= 250 for line in tally.lines)
    assert tally.total == sum(range(rows))


def test_the_dashboard_asks_as_often_for_three_cases_as_for_one(client, stella, rita):
    client.force_login(stella)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            made.issued(rita, None, (made.UNMET,))
        client.get("/program/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/program/").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1] <= 50, asked
