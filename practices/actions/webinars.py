"""Taking part in the webinar: recorded by the office when live, attested by the member for a recording."""

from django.db import transaction

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.notices.outbox import enqueue
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies
from ..models import WebinarAttendance


def attest_recording(session, practice, *, by):
    """An editor or signatory confirms having watched the recording today."""
    if not policies.may_attest_webinar(practice, by):
        raise NotAllowed("Watching the webinar is confirmed by the practice's editors and signatories.")
    if not session.is_recording:
        raise NotReady(
            "Attendance at a live webinar is recorded by QCP staff. Watch the recording, or write to the program."
        )
    return attend(session, practice, person=by, on=clock.today(), by=by)


def record_live(session, practice, *, person, by):
    """Staff record who took part in a live webinar."""
    if not policies.may_record_webinar(by):
        raise NotAllowed("Attendance at a live webinar is recorded by QCP staff.")
    if session.is_recording:
        raise NotReady("Watching a recording is confirmed by the practice itself, on the page Webinars.")
    if session.held_on > clock.today():
        raise NotReady(f"This webinar is held on {session.held_on:%B %-d, %Y}. Record attendance from that day.")
    if not practice.has_member(person):
        raise NotReady(f"{person} does not belong to {practice}. Choose one of its members.")
    return attend(session, practice, person=person, on=session.held_on, by=by)


def attend(session, practice, *, person, on, by):
    """Write down an attendance once; its proof runs from that day."""
    if on < session.held_on or (session.retired_on and session.retired_on <= on):
        raise NotReady("This webinar is not offered on that day. Choose one that is.")
    with transaction.atomic():
        known = {"session": session, "practice": practice, "person": person, "attended_on": on}
        existing = WebinarAttendance.objects.filter(**known).first()
        if existing:
            return existing
        valid_until = deadlines.due_on(Kind.WEBINAR_PROOF, on)
        attendance = WebinarAttendance.objects.create(
            **known, case=Case.objects.create(), valid_until=valid_until, recorded_by=by
        )
        deadlines.open(attendance, Kind.WEBINAR_PROOF, start=on, because=f"{person} took part in “{session}”.")
        enqueue(notices.WEBINAR_RECORDED, attendance, occasion="recorded")
    return attendance
