"""A practice reads who from outside opened its records and files, and who took them along, when and why."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import Membership
from qcp import clock
from qcp.access.models import Opening
from qcp.access.openings import WITHHELD
from qcp.accounts.models import Role
from qcp.documents.models import StoredFile
from tests.factories import compliance as made
from tests.factories.practices import figures_entered, with_report


def log_of(practice):
    return reverse("practices:access-log", args=[practice.pk])


def lines():
    return [(line.person.name, line.act, line.what, line.why) for line in Opening.objects.order_by("pk")]


def test_the_practice_reads_who_of_the_office_opened_its_record_and_why(elm, stella, olivia, client):
    scores = figures_entered(elm)
    client.force_login(stella)
    client.get(scores.get_absolute_url())

    client.force_login(olivia)
    page = client.get(log_of(elm)).content.decode()

    why = "Runs the procedure for the program office, while it was “Draft”"
    assert lines() == [("Stella", "opened", f"Score submission: {scores}", why)]
    for words in ("Stella, QCP staff", f"Opened: Score submission: {scores}", why):
        assert words in page


def test_people_of_the_practice_who_only_look_leave_no_line_and_cost_nothing(elm, olivia, client):
    client.force_login(olivia)
    client.get(elm.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(elm.get_absolute_url())

    assert not Opening.objects.exists()
    assert not [query for query in asked if "access_opening" in query["sql"]]


def test_the_desk_counts_as_opening(elm, stella, client):
    client.force_login(stella)

    client.get(reverse("admin:practices_practice_change", args=[elm.pk]))

    assert [(name, what) for name, _, what, _ in lines()] == [("Stella", f"Practice: {elm}")]


def test_opening_again_within_the_hour_adds_no_line(elm, stella, steve, client):
    client.force_login(stella)
    client.get(elm.get_absolute_url())
    client.get(elm.get_absolute_url())
    assert Opening.objects.count() == 1

    with clock.at(clock.now() + datetime.timedelta(minutes=61)):
        client.get(elm.get_absolute_url())
    client.force_login(steve)
    client.get(elm.get_absolute_url())

    assert [name for name, *_ in lines()] == ["Stella", "Stella", "Steve"]


def test_what_was_refused_or_absent_was_not_opened(elm, sam, client):
    client.force_login(sam)

    assert client.get(elm.get_absolute_url()).status_code == 404

    assert not Opening.objects.exists()


def test_a_downloaded_file_stands_by_its_name_and_can_be_listed_alone(elm, stella, olivia, client):
    stored = a_report(elm)
    client.force_login(stella)
    client.get(elm.get_absolute_url())
    assert b"".join(client.get(reverse("documents:file", args=[stored.pk]))) == b"%PDF-1.7"

    client.force_login(olivia)
    page = client.get(log_of(elm), {"show": "downloads"}).content.decode()

    assert "Downloaded: Stored file: final report.pdf" in page
    assert f"Practice: {elm}" not in page


def test_what_people_of_the_practice_take_along_leaves_a_line_each_time(elm, eddie, olivia, client):
    stored = a_report(elm)
    client.force_login(eddie)
    for _ in range(2):
        assert b"".join(client.get(reverse("documents:file", args=[stored.pk]))) == b"%PDF-1.7"

    client.force_login(olivia)
    page = client.get(log_of(elm)).content.decode()

    why = "For the practice itself, while it was “Draft”"
    assert lines() == [("Eddie", "downloaded", "Stored file: final report.pdf", why)] * 2
    assert "<td>Eddie, Practice staff</td>" in page


def test_what_cannot_be_noted_does_not_leave(elm, eddie, client):
    stored = a_report(elm)
    client.force_login(eddie)
    client.raise_request_exception = False

    with connection.execute_wrapper(no_line):
        answer = client.get(reverse("documents:file", args=[stored.pk]))

    assert answer.status_code == 503
    assert b"%PDF" not in answer.content


def no_line(execute, sql, *rest):
    """The database takes every line but those of the log."""
    if sql.startswith('INSERT INTO "access_opening"'):
        raise OperationalError("no room")
    return execute(sql, *rest)


def a_report(practice) -> StoredFile:
    stored = StoredFile.objects.get(subject_id=with_report(figures_entered(practice)).pk)
    stored.file.save("report", ContentFile(b"%PDF-1.7"))
    return stored


def test_a_paper_that_the_practice_may_not_know_yet_is_not_named(rita, olivia, mona, stella, client):
    decision = made.proposed_award(rita, olivia)
    client.force_login(stella)
    assert client.get(decision.get_absolute_url()).status_code == 200

    client.force_login(olivia)
    page = client.get(log_of(decision.practice)).content.decode()

    assert lines() == [("Stella", "opened", WITHHELD, "Runs the procedure for the program office")]
    assert "decision" not in page.split("<table")[1].lower()


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.STAFF, "Pat, QCP staff"),
        (Role.MANAGER, "Pat, QCP manager"),
        (Role.SURVEYOR, "Pat, Surveyor"),
        (Role.REVIEWER, "Committee reviewer"),
        (Role.COUNCIL, "Oversight Council member"),
    ],
)
def test_office_and_surveyor_stand_by_name_those_who_judge_by_role(elm, olivia, client, django_user_model, role, shown):
    pat = django_user_model.objects.create_user("pat@test.example", None, name="Pat", role=role)
    line(elm, pat)
    client.force_login(olivia)

    page = client.get(log_of(elm)).content.decode()

    assert f"<td>{shown}</td>" in page


def line(practice, person):
    return Opening.objects.create(
        practice_id=practice.pk, subject_label="practices.Practice", subject_id=practice.pk, what=str(practice),
        act="opened", person=person, role=person.role, why="Runs the procedure",
    )  # fmt: skip


def test_a_line_is_never_changed_or_deleted(elm, stella):
    line(elm, stella)

    for spoil in (lambda: Opening.objects.update(why="x"), lambda: Opening.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()


def test_a_former_member_and_strangers_read_no_log(elm, vera, stan, sam, client):
    Membership.objects.filter(user=vera).update(ended_at=clock.now())
    for user in (vera, stan, sam):
        client.force_login(user)
        assert client.get(log_of(elm)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_costs_the_same_however_long_it_is(elm, olivia, stella, client, rows, django_assert_num_queries):
    for _ in range(rows):
        line(elm, stella)
    client.force_login(olivia)
    client.get(log_of(elm))

    with django_assert_num_queries(6):
        client.get(log_of(elm))


def test_opening_a_record_costs_a_handful_of_questions_once(elm, stella, client):
    client.force_login(stella)
    with CaptureQueriesContext(connection) as first:
        client.get(elm.get_absolute_url())
    with CaptureQueriesContext(connection) as again:
        client.get(elm.get_absolute_url())

    assert len(first) - len(again) <= 8


def test_the_log_is_paged(elm, olivia, stella, client):
    for _ in range(51):
        line(elm, stella)
    client.force_login(olivia)

    assert client.get(log_of(elm)).content.decode().count("<tr>") == 51
    assert client.get(log_of(elm), {"page": 2}).content.decode().count("<tr>") == 2
