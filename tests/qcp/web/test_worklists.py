"""A queue has one number: at home, on its page, in its groups and in its exports."""

import contextlib
import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qcp import clock
from qcp.access.models import ListOpening
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days
from qcp.web.queues import queues_for
from qcp.web.sheets import streamed_csv, streamed_xlsx
from qcp.web.worklist import GROUPS, HEAD, Worklist
from qcp.workflow import chain
from qcp.workflow.system import SYSTEM
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
REVIEW = "applications.to-review"


def submitted(**given):
    """An application that the office has to check, with its clock."""
    application = ApplicationFactory(submitted=True, **given)
    chain.begin(application, by=SYSTEM)
    deadlines.open(application, Kind.COMPLETENESS_REVIEW, because="Submitted")
    return application


def queue_named(key, user):
    return next(queue for queue in queues_for(user) if queue.key == key)


def test_a_queue_is_narrowed_by_what_stands_in_its_address(client, stella):
    late, fresh = submitted(), submitted()
    deadline = deadlines.running(late, Kind.COMPLETENESS_REVIEW)
    with clock.at(clock.now() + (add_days(deadline.due_on, 3) - clock.today())):
        deadlines.move(fresh, Kind.COMPLETENESS_REVIEW, to=add_days(clock.today(), 30), because="asked")
        client.force_login(stella)
        page = client.get(f"/home/queues/{REVIEW}/?due=overdue").content.decode()

    assert str(late) in page
    assert str(fresh) not in page
    assert "Overdue by 3 days" in page


def test_a_row_tells_how_many_working_days_it_has_waited_and_rests_while_others_act(client, stella):
    with clock.at(clock.now().replace(year=2027, month=3, day=1)):  # a Monday
        application = submitted()
        deadlines.pause(application, Kind.COMPLETENESS_REVIEW, because="The practice was asked.")
    with clock.at(clock.now().replace(year=2027, month=3, day=5)):
        [paused] = Worklist(queue_named(REVIEW, stella), stella).entries
        deadlines.resume(application, Kind.COMPLETENESS_REVIEW)
    with clock.at(clock.now().replace(year=2027, month=3, day=9)):
        [entry] = Worklist(queue_named(REVIEW, stella), stella).entries

    assert (paused.left.words, paused.age) == ("Paused while others act", 0)
    assert (entry.age, entry.age_in_words) == (2, "2 working days")


def test_what_is_taken_along_is_the_list_and_runs_nothing(client, stella):
    application = submitted()
    client.force_login(stella)
    queue = queue_named("practices.policy-requests", stella)

    table = b"".join(client.get(f"/home/queues/{REVIEW}/export.csv").streaming_content).decode()
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get(f"/home/queues/{REVIEW}/export.xlsx").streaming_content))
    )
    empty = b"".join(client.get(f"/home/queues/{queue.key}/export.csv").streaming_content).decode()

    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0] == HEAD == [cell.value for cell in book.active[1]]
    assert len(rows) == 2 == book.active.max_row
    assert rows[1][0] == book.active["A2"].value == str(application)
    assert list(csv.reader(io.StringIO(empty))) == [HEAD]


def test_no_cell_is_a_formula():
    typed = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "plain", -5]

    table = b"".join(streamed_csv("a", ["x"], [[each] for each in typed]).streaming_content).decode()
    with contextlib.closing(streamed_xlsx("a", ["x"], [[each] for each in typed])) as answer:
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))

    assert [row[0] for row in csv.reader(io.StringIO(table))][1:7] == [f"'{each}" for each in typed[:6]]
    assert {cell.data_type for (cell,) in book.active["A2:A9"]} == {"s", "n"}
    assert book.active["A2"].value == "'=1+1"


def test_who_read_a_list_or_took_it_along_is_noted(client, stella):
    client.force_login(stella)
    client.get(f"/home/queues/{REVIEW}/")
    client.get(f"/home/queues/{REVIEW}/")
    list(client.get(f"/home/queues/{REVIEW}/export.csv").streaming_content)
    list(client.get(f"/home/queues/{REVIEW}/export.csv").streaming_content)

    noted = ListOpening.objects.order_by("pk").values_list("act", "person", "rows")
    assert list(noted) == [("opened", stella.pk, 0), ("downloaded", stella.pk, 0), ("downloaded", stella.pk, 0)]


@pytest.mark.parametrize("path", [f"/home/queues/{REVIEW}/export.csv", f"/home/queues/{REVIEW}/export.pdf"])
def test_an_export_is_for_whom_the_queue_is_for(client, olivia, stella, path):
    client.force_login(olivia)
    assert client.get(path).status_code == 404
    client.force_login(stella)
    assert client.get(path).status_code == (404 if path.endswith("pdf") else 200)


def test_a_page_of_a_queue_asks_as_often_for_three_rows_as_for_one(client, stella):
    client.force_login(stella)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            submitted()
        client.get(f"/home/queues/{REVIEW}/?n={more}")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/home/queues/{REVIEW}/?n={more}")
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12, counts


def test_a_group_that_does_not_exist_shows_all(client, stella):
    submitted()
    work = Worklist(queue_named(REVIEW, stella), stella, due="some day")

    assert (work.count, work.due) == (1, "")
    assert set(GROUPS) >= {key for key, _, _ in work.groups}
