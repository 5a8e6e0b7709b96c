"""A case is in the hands of one person of the office at a time; it is given, let go, handed over, and that is kept."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from qcp.access import conflicts
from qcp.desk import holding
from qcp.desk.models import CaseHolder
from qcp.notices.models import Message
from qcp.web.queues import queues_for, shelves_for
from qcp.web.worklist import Worklist
from qcp.workflow import chain
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
REVIEW = "applications.to-review"


def waiting():
    application = ApplicationFactory(submitted=True)
    chain.begin(application, by=SYSTEM)
    return application


def desk(record) -> str:
    return reverse("admin:applications_application_change", args=[record.pk])


def given(record, person, by, note=""):
    return holding.give(record.case, person, by=by, about=str(record), address=desk(record), note=note)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def queue_of(user, key=REVIEW, kind=queues_for):
    return next(queue for queue in kind(user) if queue.key == key)


def test_a_case_is_taken_and_given_from_its_record_and_every_hand_is_kept(client, stella, steve):
    record = waiting()
    client.force_login(stella)
    form = {"about": str(record), "back": desk(record)}
    give = reverse("admin:hold-case", args=[record.case_id])

    client.post(give, {**form, "person": stella.pk})
    client.post(give, {**form, "person": steve.pk, "note": "On leave from Monday."})
    page = words(client.get(desk(record)))
    timeline = words(client.get(reverse("admin:case-timeline", args=[record.case_id]) + "?kind=hand"))

    assert "<strong>Steve</strong> looks after this case" in page and "On leave from Monday." in page
    assert [row.person for row in CaseHolder.objects.all()] == [stella, steve]
    assert holding.holder_of(record.case).person == steve
    assert "Given to Steve" in timeline and "No longer with Stella" in timeline
    client.post(give, {**form, "person": ""})
    assert holding.holder_of(record.case) is None
    assert "It is everybody's again." in words(client.get(desk(record))).replace("&#x27;", "'")


def test_never_two_people_at_once(stella, steve):
    record = waiting()
    held = given(record, stella, stella)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseHolder.objects.create(case=record.case, person=steve, named_by=steve, about="x", address="/x/")
    with pytest.raises(NotReady, match="looks after this case already"):
        given(record, stella, steve)
    assert CaseHolder.objects.get() == held


def test_a_queue_is_narrowed_to_what_is_in_my_hands_and_to_what_is_in_nobodys(client, stella, steve):
    mine, theirs, nobodys = waiting(), waiting(), waiting()
    given(mine, stella, stella)
    given(theirs, steve, stella)
    queue = queue_of(stella)

    assert {row.pk for row in Worklist(queue, stella, held="me").rows} == {mine.pk}
    assert {row.pk for row in Worklist(queue, stella, held="nobody").rows} == {nobodys.pk}
    assert Worklist(queue, stella).total == 3
    client.force_login(stella)
    page = words(client.get(f"/home/queues/{REVIEW}/?held=me"))
    export = client.get(f"/home/queues/{REVIEW}/export.csv?held=me").getvalue().decode()
    assert str(mine) in page and str(theirs) not in page and "With Stella" in page
    assert str(mine) in export and "Stella" in export and str(theirs) not in export
    assert str(mine) in words(client.get("/home/"))


def test_nobody_gets_a_case_that_is_closed_to_them(stella, steve, olivia):
    record = waiting()
    conflicts.recuse(record.case, steve)
    with pytest.raises(NotReady, match="This case is closed to Steve"):
        given(record, steve, stella)
    with pytest.raises(NotAllowed, match="closed to you"):
        given(record, stella, steve)
    with pytest.raises(NotAllowed, match="people of the program office"):
        given(record, olivia, stella)
    given(record, stella, stella)
    assert steve not in holding.colleagues(record.case)
    assert not CaseHolder.objects.visible_to(steve).exists()


def test_what_somebody_leaves_behind_stands_in_a_queue_until_it_is_handed_over(client, stella, steve, max):
    records = [waiting() for _ in range(3)]
    for record in records:
        given(record, steve, stella)
    steve.is_active = False
    steve.save()
    conflicts.recuse(records[0].case, max)
    client.force_login(stella)
    left = queue_of(stella, "desk.left")
    assert left.rows(stella).count() == 3

    url = reverse("admin:hand-over", args=[steve.pk])
    before = words(client.get(url))
    done = words(client.post(url, {"to": max.pk, "note": "Steve has left."}))

    assert "looks after 3 cases" in before and "2 handed over, 1 left where they were" in done
    assert "This case is closed to Max" in done
    assert left.rows(stella).count() == 1
    assert queue_of(max, "desk.held", shelves_for).rows(max).count() == 2


def test_only_the_office_gives_cases(client, olivia, stella):
    record = waiting()
    client.force_login(olivia)
    url = reverse("admin:hold-case", args=[record.case_id])
    assert client.post(url, {"person": stella.pk, "about": "x", "back": "/"}).status_code == 404
    conflicts.recuse(record.case, stella)
    client.force_login(stella)
    assert client.post(url, {"person": stella.pk, "about": "x", "back": "/"}).status_code == 404
    assert not CaseHolder.objects.exists()


def test_whoever_is_given_a_case_by_somebody_else_is_told_and_once_for_all_that_is_handed_over(stella, steve, mona):
    record = waiting()
    given(record, stella, stella)
    assert not Message.objects.filter(notice__startswith="desk.").exists()

    given(record, steve, stella, note="On leave from Monday.")
    letter = Message.objects.get(notice="desk.case_given")
    assert letter.recipient == steve and str(record) in letter.body and "On leave from Monday." in letter.body
    assert letter.url == desk(record)

    given(waiting(), steve, steve)
    holding.hand_over(steve, mona, by=stella)
    letter = Message.objects.get(notice="desk.cases_handed_over")
    assert letter.recipient == mona and letter.subject == "2 cases of Steve are in your hands now"
    assert str(record) not in letter.body and letter.url == "/home/"
