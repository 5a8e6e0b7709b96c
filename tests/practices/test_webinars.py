"""Taking part in the webinar, live or recorded, and how long it counts."""

import datetime

import pytest
from django.urls import reverse

from practices.actions import webinars as actions
from practices.models import WebinarAttendance, WebinarSession
from practices.queries.webinars import attended
from qcp.deadlines.models import Deadline
from qcp.workflow.refusals import NotAllowed, NotReady


@pytest.fixture
def recording(db):
    return WebinarSession.objects.create(kind="recorded", title="Basics", held_on=datetime.date(2026, 1, 10))


@pytest.fixture
def live(db):
    return WebinarSession.objects.create(kind="live", title="Questions", held_on=datetime.date(2026, 6, 8))


def test_watching_the_recording_counts_from_that_day_for_twelve_months(elm, recording, eddie):
    attendance = actions.attest_recording(recording, elm, by=eddie)

    assert (attendance.person, attendance.attended_on) == (eddie, datetime.date(2026, 6, 10))
    clock = Deadline.objects.of(attendance).get()
    assert (clock.kind, clock.due_on) == ("webinar-proof", datetime.date(2027, 6, 10))
    assert attended(elm, on=datetime.date(2027, 6, 10)) == attendance
    assert attended(elm, on=datetime.date(2027, 6, 11)) is None
    assert attended(elm, on=datetime.date(2026, 6, 9)) is None


def test_confirming_twice_on_one_day_is_one_attendance(elm, recording, eddie):
    first = actions.attest_recording(recording, elm, by=eddie)

    assert actions.attest_recording(recording, elm, by=eddie) == first
    assert Deadline.objects.count() == 1


def test_viewers_strangers_and_staff_confirm_no_recording(elm, recording, vera, stan, stella):
    for user in (vera, stan, stella):
        with pytest.raises(NotAllowed):
            actions.attest_recording(recording, elm, by=user)


def test_live_attendance_is_recorded_by_staff_for_a_member(elm, live, vera, stan, stella, olivia):
    attendance = actions.record_live(live, elm, person=vera, by=stella)

    assert (attendance.attended_on, attendance.recorded_by) == (live.held_on, stella)
    with pytest.raises(NotReady):
        actions.record_live(live, elm, person=stan, by=stella)
    with pytest.raises(NotAllowed):
        actions.record_live(live, elm, person=vera, by=olivia)


def test_a_webinar_still_to_come_was_attended_by_nobody(elm, vera, stella):
    coming = WebinarSession.objects.create(kind="live", title="Next", held_on=datetime.date(2026, 7, 1))

    with pytest.raises(NotReady):
        actions.record_live(coming, elm, person=vera, by=stella)


def test_a_retired_recording_no_longer_counts(elm, recording, eddie):
    recording.retired_on = datetime.date(2026, 6, 10)

    with pytest.raises(NotReady):
        actions.attest_recording(recording, elm, by=eddie)


def test_the_page_lets_editors_confirm_and_viewers_read(elm, recording, client, eddie, vera, sam):
    for user in (vera, sam):
        client.force_login(user)
        text = client.get(reverse("practices:webinars")).content.decode()
        assert "Basics" in text
        assert "I have watched it" not in text
    client.force_login(eddie)
    assert "I have watched it, for Elm Street Oncology" in client.get(reverse("practices:webinars")).content.decode()

    client.post(reverse("practices:watched", args=[elm.pk, recording.pk]))

    assert WebinarAttendance.objects.get().person == eddie


def test_staff_record_live_attendance_on_a_page(elm, live, client, stella, vera, olivia):
    url = reverse("practices:attendance", args=[live.pk])
    client.force_login(olivia)
    assert client.get(url).status_code == 404
    client.force_login(stella)

    wrong = client.post(url, {"practice": "QP-0001", "email": "nobody@test.example"})
    right = client.post(url, {"practice": " qp-0001", "email": vera.email.upper()})

    assert wrong.status_code == 422
    assert "No member of this practice has that e-mail address. Check it." in wrong.content.decode()
    assert right.status_code == 302
    assert WebinarAttendance.objects.get().person == vera
