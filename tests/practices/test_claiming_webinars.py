"""Taking part live without being recorded: a proof is sent in, and the office confirms it or says why not."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.actions import webinar_claims as actions
from practices.models import AttendanceClaim, WebinarAttendance, WebinarSession
from practices.queries.webinars import attended
from qcp import clock
from qcp.documents.models import StoredFile
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

TODAY = datetime.date(2026, 6, 10)


@pytest.fixture
def live(elm):
    return WebinarSession.objects.create(kind="live", title="Questions", held_on=datetime.date(2026, 6, 8))


def proof():
    return SimpleUploadedFile("proof.pdf", b"%PDF-1.4 a proof", "application/pdf")


@pytest.fixture
def claim(live, elm, eddie, stella):
    return actions.claim(live, elm, by=eddie, proof=proof())


def checked(claim, verdict="clean"):
    reason = "" if verdict == "clean" else "It cannot be opened."
    StoredFile.objects.of(claim).update(verdict=verdict, reason=reason, checked_at=clock.now())


def test_a_proof_waits_for_the_office_and_counts_for_nothing_until_then(claim, elm, stella):
    assert StoredFile.objects.of(claim).get().label == "proof.pdf"
    assert attended(elm, on=TODAY) is None
    assert Message.objects.get(notice="practices.webinar_claimed").recipient == stella


def test_confirmed_it_counts_from_the_day_of_the_webinar(claim, live, elm, eddie, stella):
    with pytest.raises(NotReady, match="has not passed its check"):
        actions.accept(claim, by=stella)
    checked(claim)

    attendance = actions.accept(claim, by=stella)

    assert (attendance.person, attendance.attended_on, attendance.recorded_by) == (eddie, live.held_on, stella)
    assert attended(elm, on=TODAY) == attendance
    with pytest.raises(OutOfDate):
        actions.refuse(claim, by=stella, note="No.")


def test_refused_it_says_why_and_can_be_claimed_again(claim, live, elm, eddie, stella, olivia):
    with pytest.raises(NotReady, match="Reason"):
        actions.refuse(claim, by=stella, note=" ")
    actions.refuse(claim, by=stella, note="The picture shows another webinar.")

    told = Message.objects.get(notice="practices.webinar_claim_refused", recipient=olivia)
    assert "The picture shows another webinar." in told.body
    assert WebinarAttendance.objects.count() == 0
    assert actions.claim(live, elm, by=eddie, proof=proof()).is_accepted is None


def test_who_may_claim_and_who_may_answer(claim, live, elm, vera, stan, stella, olivia):
    for user in (vera, stan, stella):
        with pytest.raises(NotAllowed):
            actions.claim(live, elm, by=user, proof=proof())
    for user in (olivia, stan):
        with pytest.raises(NotAllowed):
            actions.accept(claim, by=user)


def test_neither_twice_nor_before_it_was_held_nor_for_a_recording(claim, live, elm, eddie, olivia):
    with pytest.raises(NotReady, match="claimed this already"):
        actions.claim(live, elm, by=eddie, proof=proof())
    coming = WebinarSession.objects.create(kind="live", title="Next", held_on=datetime.date(2026, 7, 1))
    recording = WebinarSession.objects.create(kind="recorded", title="Basics", held_on=TODAY)
    for session in (coming, recording):
        with pytest.raises(NotReady):
            actions.claim(session, elm, by=olivia, proof=proof())


def test_on_the_pages_the_member_sends_it_and_staff_answer(client, live, elm, olivia, vera, stella):
    url = reverse("practices:claim-webinar", args=[elm.pk, live.pk])
    client.force_login(vera)
    assert client.get(url).status_code == 404
    client.force_login(olivia)
    assert url in client.get(reverse("practices:webinars")).content.decode()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"proof": proof()}).status_code == 302
    assert "Waiting for QCP staff" in client.get(reverse("practices:webinars")).content.decode()
    claim = AttendanceClaim.objects.get()
    assert client.post(claim.get_absolute_url(), {"decision": "accept"}).status_code == 404

    client.force_login(stella)
    assert str(claim.person) in client.get(reverse("web:home")).content.decode()
    assert client.post(claim.get_absolute_url(), {"decision": "refuse"}).status_code == 422
    assert client.post(claim.get_absolute_url(), {"decision": "accept"}).status_code == 422  # still being checked
    checked(claim)
    assert client.post(claim.get_absolute_url(), {"decision": "accept"}).status_code == 302
    assert "Confirmed" in client.get(claim.get_absolute_url()).content.decode()


def test_staff_write_the_calendar_of_webinars_and_nobody_else_does(client, elm, stella, olivia):
    url = reverse("admin:practices_webinarsession_add")
    typed = {
        "kind": "live",
        "title": "Autumn basics",
        "about": "",
        "held_on": "2026-09-08",
        "link": "",
        "retired_on": "",
    }
    client.force_login(olivia)
    assert client.post(url, typed).status_code == 404
    client.force_login(stella)
    assert client.post(url, typed).status_code == 302
    session = WebinarSession.objects.get(title="Autumn basics")
    change = reverse("admin:practices_webinarsession_change", args=[session.pk])
    client.post(change, typed | {"title": "Autumn basics, second date"})
    assert WebinarSession.objects.get(pk=session.pk).title == "Autumn basics, second date"
