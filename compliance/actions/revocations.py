"""What happens with a revocation: received, screened, investigated, noticed, heard, decided by two."""

from django.db import transaction

from compliance import notices, policies
from compliance.models import CaseNote, Certification, Complainant, Revocation, RevocationProposal, RevocationResponse
from compliance.queries.cases import letter_of_decision, letter_of_notice, new_reference
from compliance.readiness import ground_named, practice_was_heard
from compliance.states import RevocationState
from qcp import clock
from qcp.access import confidential, conflicts
from qcp.access.models import ConflictQuestion, Hold
from qcp.accounts.models import Role
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import letters
from qcp.documents.uploads import receive
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM

from . import certifications, naming

NOT_YOURS = "This case is open to the people named on it only."


# --- Received -----------------------------------------------------------------------------------


def complain(*, practice, account, place="", name="", contact=""):
    """Anybody reports a concern. One manager is asked to lead the case; who complained is kept apart from it."""
    problems = [] if practice.strip() else ["Practice: name the practice that your concern is about."]
    problems += [] if account.strip() else ["What happened: describe your concern."]
    if problems:
        raise NotReady(*problems)
    with transaction.atomic():
        revocation = create(is_complaint=True, named_practice=practice, named_place=place, account=account)
        chain.begin(revocation, by=SYSTEM)
        Complainant.objects.create(revocation=revocation, name=name.strip(), contact=contact.strip())
        naming.name_lead(revocation)
    return revocation


def open_case(certification, *, by, account, ground, concerns):
    """A manager opens a case from what the program itself learned, and leads it, having declared no conflict."""
    with transaction.atomic():
        if by.role != Role.MANAGER or certification.application.case.closed_to(by):
            raise NotAllowed("A case is opened by a QCP manager who did not step off the practice's case.")
        given = {"certification": certification, "ground": ground, "concerns": concerns}
        problems = ground_named.missing(None, given)
        if problems or not account.strip():
            raise NotReady(*problems, *([] if account.strip() else ["What is known: describe it."]))
        practice = certification.practice
        about = {"named_practice": str(practice), "named_place": practice.place, "practice": practice}
        revocation = create(is_complaint=False, account=account, **about, **given)
        chain.begin(revocation, by=by)
        question = confidential.name(revocation, by, capacity="lead", about=revocation.about)
        conflicts.answer(question, by=by, conflict=False)
    return revocation


def create(**fields):
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    return Revocation.objects.create(case=Case.objects.create(), reference=new_reference(), **fields)


def conflict_answered(revocation, question: ConflictQuestion):
    """Somebody named answered."""
    naming.answered(revocation, question)


def file_checked(record, stored) -> None:
    """The file shows with its verdict; nothing waits for it."""


def screen(revocation, *, by, certification, ground, concerns, note=""):
    """The manager names the ground and the certification; a second person is on the case."""
    given = {"certification": certification, "ground": ground, "concerns": concerns}
    with advance(revocation, "screen", by=by, note=note, **given) as revocation:
        if certification.application.case.closed_to(by):
            raise NotAllowed("You stepped off the case of this practice. Declare the conflict here, too.")
        enqueue(notices.CASE_MOVED, revocation)
    return revocation


def investigate(revocation, *, by, note=""):
    """From now on nothing of this case, and of the practice's own, is ever deleted."""
    with advance(revocation, "investigate", by=by, note=note) as revocation:
        for case in revocation.all_cases():
            Hold.objects.get_or_create(case=case, defaults={"because": f"Case {revocation.reference}"})
        enqueue(notices.CASE_MOVED, revocation)
    return revocation


def add_note(revocation, *, by, text, upload=None):
    """Somebody named writes down what they found, perhaps with a file."""
    with transaction.atomic():
        revocation = hold(revocation)
        if revocation.case.closed_to(by) or not policies.may_run_case(revocation, by):
            raise NotAllowed(NOT_YOURS)
        if revocation.is_over:
            raise OutOfDate("The case is decided, so nothing is added to it any more.")
        if not text.strip():
            raise NotReady("Note: write what you found, or what the file shows.")
        note = CaseNote.objects.create(revocation=revocation, by=by, text=text.strip())
        if upload:
            receive(upload, subject=note, by=by, purpose="case")
    return note


# --- The notice, and the practice's answer ------------------------------------------------------


def serve_notice(revocation, *, by, facts, note=""):
    """The practice learns of the case, by this notice alone: ground, facts, rights. Its delivery starts the clock."""
    with advance(revocation, "serve_notice", by=by, note=note, facts=facts) as revocation:
        title = f"Notice in case {revocation.reference}"
        letters.freeze(revocation, "revocation-notice", title=title, data=letter_of_notice(revocation))
        enqueue(notices.CASE_NOTICE, revocation)
    return revocation


def notice_received(revocation, *, on) -> None:
    """The first proven delivery: from this day the practice may respond and ask for a hearing."""
    revocation = hold(revocation)
    if revocation.notice_received_on is None:
        revocation.notice_received_on = on
        revocation.save(update_fields=["notice_received_on"])
        if revocation.state == RevocationState.NOTICE_SERVED and revocation.answer() is None:
            because = "The practice received the notice"
            deadlines.open(revocation, Kind.REVOCATION_RESPONSE, because=because, start=on)


def respond(revocation, *, by, text, wants_hearing, upload=None):
    """The practice answers once, in time, and says whether it wants to be heard."""
    with transaction.atomic():
        revocation = hold(revocation)
        refuse_response(revocation, by, text)
        if wants_hearing:
            revocation = request_hearing(revocation, by=by)
        given = {"by": by, "text": text.strip(), "wants_hearing": wants_hearing}
        response = RevocationResponse.objects.create(revocation=revocation, **given)
        if upload:
            receive(upload, subject=response, by=by, purpose="case")
        if not wants_hearing:
            received_by_answer(revocation)
            enqueue(notices.CASE_ANSWERED, revocation, occasion=f"r{response.pk}")
    return Revocation.objects.get(pk=revocation.pk)


def refuse_response(revocation, by, text) -> None:
    if revocation.case.closed_to(by) or not policies.may_answer_notice(revocation, by):
        raise NotAllowed("A notice is answered by the practice's signatory.")
    if revocation.state != RevocationState.NOTICE_SERVED:
        raise OutOfDate(f"The case is “{revocation.get_state_display()}”, so the notice can no longer be answered.")
    if revocation.answer() is not None:
        raise OutOfDate("The practice has answered already.")
    if not deadlines.in_time(revocation, Kind.REVOCATION_RESPONSE) and revocation.notice_received_on:
        raise NotReady("The time to respond and to ask for a hearing is over. The case is decided on the record.")
    if not text.strip():
        raise NotReady("Response: write what the practice answers.")


def received_by_answer(revocation) -> None:
    """Whoever answers has received the notice, whatever the mail says."""
    if revocation.notice_received_on is None:
        revocation.notice_received_on = clock.today()
        revocation.save(update_fields=["notice_received_on"])
    deadlines.close(revocation, Kind.REVOCATION_RESPONSE)


def request_hearing(revocation, *, by, note=""):
    """The practice wants to be heard before anything is decided: a panel is to be found."""
    with advance(revocation, "request_hearing", by=by, note=note) as revocation:
        received_by_answer(revocation)
        enqueue(notices.CASE_HEARING_REQUESTED, revocation)
    return revocation


def set_hearing(revocation, *, by, on, place):
    """The office sets day and place of the hearing, or changes them; both sides are told."""
    with transaction.atomic():
        revocation = hold(revocation)
        if revocation.case.closed_to(by) or not policies.may_run_case(revocation, by):
            raise NotAllowed(NOT_YOURS)
        if revocation.state != RevocationState.HEARING_REQUESTED:
            raise OutOfDate("A hearing is set after the practice has asked for it, until it is held.")
        if on < clock.today():
            raise NotReady("Day of the hearing: choose today or a later day.")
        revocation.hearing_on, revocation.hearing_place = on, place.strip()
        revocation.save(update_fields=["hearing_on", "hearing_place"])
        enqueue(notices.CASE_HEARING_SET, revocation, occasion=f"h{on}")
    return revocation


def hear(revocation, *, by, on, record, note=""):
    """The panel heard the practice; what was said is on record."""
    with advance(revocation, "hear", by=by, note=note, on=on, record=record) as revocation:
        enqueue(notices.CASE_HEARD, revocation)
    return revocation


# --- Decided ------------------------------------------------------------------------------------


def propose_revocation(revocation, *, by, reasons):
    """A manager wants to revoke, with reasons: a second person is asked to confirm."""
    with transaction.atomic():
        revocation = hold(revocation)
        if revocation.case.closed_to(by) or not policies.may_manage_case(revocation, by):
            raise NotAllowed("A revocation is proposed by a manager who is named on the case.")
        if revocation.state not in (RevocationState.NOTICE_SERVED, RevocationState.HEARD):
            raise OutOfDate("A revocation is proposed after the notice, and after the hearing if there is one.")
        problems = practice_was_heard.missing(revocation, {})
        problems += [] if reasons.strip() else ["Reasons: write why; the practice reads them."]
        if revocation.proposal:
            problems.append("A proposal stands already. Take it back first.")
        if problems:
            raise NotReady(*problems)
        given = {"reasons": reasons.strip(), "proposed_by": by}
        proposal = RevocationProposal.objects.create(revocation=revocation, **given)
        enqueue(notices.CASE_PROPOSED, revocation, occasion=f"p{proposal.pk}")
    return proposal


def confirm_revocation(revocation, *, by):
    """The second person agrees; the manager can now revoke."""
    with transaction.atomic():
        revocation, proposal = standing_proposal(revocation, by)
        if proposal.proposed_by_id == by.pk:
            raise NotAllowed("You proposed this. Another person named on the case confirms it.")
        if proposal.confirmed_at:
            raise OutOfDate("The proposal is confirmed already.")
        proposal.confirmed_by, proposal.confirmed_at = by, clock.now()
        proposal.save(update_fields=["confirmed_by", "confirmed_at"])
        enqueue(notices.CASE_CONFIRMED, revocation, occasion=f"c{proposal.pk}")
    return proposal


def withdraw_proposal(revocation, *, by):
    """The proposal is taken back, confirmed or not."""
    with transaction.atomic():
        _, proposal = standing_proposal(revocation, by)
        proposal.withdrawn_at = clock.now()
        proposal.save(update_fields=["withdrawn_at"])


def standing_proposal(revocation, by):
    revocation = hold(revocation)
    if revocation.case.closed_to(by) or not policies.may_run_case(revocation, by):
        raise NotAllowed(NOT_YOURS)
    if revocation.is_over or revocation.proposal is None:
        raise OutOfDate("No proposal stands.")
    return revocation, revocation.proposal


def revoke(revocation, *, by, note=""):
    """Two people decided: the certification is revoked at once, and register, check page and recipients follow."""
    with advance(revocation, "revoke", by=by, note=note) as revocation:
        certification: Certification = revocation.certification_in_force()
        certifications.revoke(certification, by=SYSTEM, note="A revocation was decided.")
        end(revocation, reasons=revocation.proposal.reasons, revoked=True)
    return revocation


def dismiss(revocation, *, by, note=""):
    """The case ends without a revocation; the practice is told only if it knew of it."""
    with advance(revocation, "dismiss", by=by, note=note) as revocation:
        end(revocation, reasons=note, revoked=False)
    return revocation


def end(revocation, *, reasons: str, revoked: bool) -> None:
    deadlines.cancel(revocation, Kind.REVOCATION_RESPONSE)
    conflicts.drop_unanswered(revocation)
    if revocation.served_on:
        title = f"Decision in case {revocation.reference}"
        words = letter_of_decision(revocation, reasons, revoked)
        letters.freeze(revocation, "revocation-decision", title=title, data=words)
        enqueue(notices.CASE_DECIDED, revocation, occasion=f"d{revocation.version}", revoked=revoked)
    enqueue(notices.CASE_MOVED, revocation)
