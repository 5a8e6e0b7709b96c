"""Taking part live without having been recorded: claimed with a proof, confirmed or refused by the office."""

from django.db import IntegrityError, transaction

from qcp import clock
from qcp.documents.models import StoredFile
from qcp.documents.uploads import receive
from qcp.notices.outbox import enqueue
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import notices, policies
from ..models import AttendanceClaim
from . import webinars


def claim(session, practice, *, by, proof) -> AttendanceClaim:
    """A member who took part live sends a proof, such as the confirmation mail or a picture of the screen."""
    if not policies.may_claim_webinar(practice, by):
        raise NotAllowed("Taking part is claimed by the practice's editors and signatories, each for themselves.")
    if session.is_recording:
        raise NotReady("Watching a recording is confirmed with the button on the page Webinars; no proof is needed.")
    if session.held_on > clock.today():
        raise NotReady(f"This webinar is held on {session.held_on:%B %-d, %Y}. Claim attendance from that day.")
    if session.attendances.filter(practice=practice, person=by).exists():
        raise NotReady("Your attendance at this webinar is recorded already.")
    try:
        with transaction.atomic():
            kept = AttendanceClaim.objects.create(
                case=Case.objects.create(), session=session, practice=practice, person=by
            )
            receive(proof, subject=kept, by=by, purpose="webinar-proof")
            enqueue(notices.WEBINAR_CLAIMED, kept, occasion="claimed")
    except IntegrityError:
        raise NotReady("You have claimed this already. QCP staff look at your proof.") from None
    return kept


def held(claim, by) -> AttendanceClaim:
    """The claim, locked, as somebody of the office may answer it."""
    claim = AttendanceClaim.objects.select_for_update(of=("self",)).for_list().get(pk=claim.pk)
    if claim.case.closed_to(by) or not policies.may_answer_claim(claim, by):
        raise NotAllowed("Attendance at a live webinar is confirmed by QCP staff.")
    if claim.answered_at:
        raise OutOfDate("This claim has been answered already.")
    return claim


def accept(claim, *, by):
    """The proof convinces: the attendance is recorded, and counts from the day of the webinar."""
    with transaction.atomic():
        claim = held(claim, by)
        if not StoredFile.objects.of(claim).filter(verdict="clean").exists():
            raise NotReady("The proof has not passed its check. Wait for it, or refuse the claim and say why.")
        attendance = webinars.record_live(claim.session, claim.practice, person=claim.person, by=by)
        answered(claim, by, is_accepted=True)
    return attendance


def refuse(claim, *, by, note):
    """The proof does not convince, and the reason says what would."""
    if not note.strip():
        raise NotReady("Reason: write why, so that the practice knows what to do.")
    with transaction.atomic():
        claim = held(claim, by)
        answered(claim, by, is_accepted=False, answer=note.strip())
        enqueue(notices.WEBINAR_CLAIM_REFUSED, claim, occasion="refused")
    return claim


def answered(claim, by, **answer) -> None:
    AttendanceClaim.objects.filter(pk=claim.pk).update(answered_at=clock.now(), answered_by=by, **answer)
    for name, value in answer.items():
        setattr(claim, name, value)
