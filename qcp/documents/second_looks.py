"""A file that may name a patient: the practice says whether it does, the office decides. Nobody opens it meanwhile."""

from django.conf import settings
from django.db import transaction

from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady

from . import destructions, notices, policies, tasks
from .hooks import locked, tell
from .models import SecondLook, StoredFile

ANSWERED, DECIDED = SecondLook.Answer, SecondLook.Decision


def ask(stored: StoredFile, marks) -> SecondLook:
    """Open the question, in the transaction that holds the file, and write to the practice."""
    look = SecondLook.objects.create(stored=stored, marks=[list(mark) for mark in marks])
    write_to(stored, notices.HELD, look, to=people_of(stored))
    return look


def answer(look: SecondLook, *, by, answer: str, reason: str = "") -> SecondLook:
    """The practice says that the file names no patient, and why; or that it is to be destroyed."""
    with transaction.atomic():
        stored, look = open_and_locked(look)
        if not policies.may_answer(stored, by):
            raise NotAllowed("Whether a file names a patient is said by editors and signatories of its practice.")
        if answer == ANSWERED.NO_PATIENT and not reason.strip():
            raise NotReady("Why it names no patient: write what the marked places are instead.")
        look.answer, look.answer_reason = answer, reason.strip()
        look.answered_by, look.answered_at = by, clock.now()
        if answer == ANSWERED.REMOVE:
            end(look, DECIDED.DESTROY, by)
            destructions.begin(stored, by=by, reason="The practice says that it names a patient.")
        look.save()
        if answer == ANSWERED.NO_PATIENT:
            write_to(stored, notices.ANSWERED, look)
    return look


def release(look: SecondLook, *, by, reason: str = "") -> SecondLook:
    """The office agrees that the file names nobody: it goes on as any clean file."""
    with transaction.atomic():
        stored, look = open_and_locked(look)
        if not policies.may_decide(stored, by):
            raise NotAllowed("The second look is for QCP staff who do not belong to the practice.")
        if look.answer != ANSWERED.NO_PATIENT:
            raise NotReady("The practice has not said yet what the marked places are. Wait for its answer.")
        look.decision_reason = reason.strip()
        end(look, DECIDED.RELEASE, by)
        look.save()
        stored.verdict, stored.concern = StoredFile.Verdict.CLEAN, ""
        stored.save()
        tell(stored, "file_checked")
        tasks.wake(tasks.preview_due)
        write_to(stored, notices.RELEASED, look, to=people_of(stored))
    return look


def destroy(look: SecondLook, *, by, reason: str) -> SecondLook:
    """The office finds that the file names a patient: it is refused at once; a second person destroys it."""
    with transaction.atomic():
        stored, look = open_and_locked(look)
        if not policies.may_decide(stored, by):
            raise NotAllowed("The second look is for QCP staff who do not belong to the practice.")
        if not reason.strip():
            raise NotReady("Why: write what points to a patient, without writing it again.")
        look.decision_reason = reason.strip()
        end(look, DECIDED.DESTROY, by)
        look.save()
        destructions.begin(stored, by=by, reason=reason.strip())
    return look


def open_and_locked(look: SecondLook) -> tuple[StoredFile, SecondLook]:
    stored = locked(look.stored)
    look = SecondLook.objects.select_for_update().get(pk=look.pk)
    if look.decision or not stored.is_held:
        raise NotReady("This was decided already. Open the page again to see how.")
    look.stored = stored
    return stored, look


def people_of(stored: StoredFile) -> list:
    """Those of the practice who may say what the file holds; else whoever handed it in."""
    practice = policies.practice_of(stored)
    people = [*practice.people("signatory"), *practice.people("editor")] if practice else []
    return people or [stored.uploaded_by] if stored.uploaded_by else people


def write_to(stored: StoredFile, notice, look: SecondLook, **to) -> None:
    """A letter about the record, which leads to the page of the question."""
    record = stored.subject
    if hasattr(record, "people"):
        url = f"{settings.BASE_URL}{look.get_absolute_url()}"
        enqueue(notice, record, occasion=f"file-{stored.pk}", url=url, **to)


def end(look: SecondLook, decision: str, by) -> None:
    look.decision, look.decided_by, look.decided_at = decision, by, clock.now()
