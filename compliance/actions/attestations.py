"""What happens with an anniversary attestation: asked for by the clock, signed by the practice, read by the office."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from compliance import attesting, notices, policies
from compliance.models import Attestation, Certification
from compliance.queries.certificate import letter_of_attestation
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.documents import letters
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

KIND = Kind.ANNIVERSARY_ATTESTATION
ALREADY = "Nothing is asked now, or it was signed meanwhile. Open the page again to see how it stands."


def ask_due() -> int:
    """Every night: ask whose anniversary has come; once switched off, ask nobody any more. Safe to run at any time."""
    if not attesting.is_on():
        return stop_asking()
    return sum(ask(each) for each in Certification.objects.in_force().filter(starts_on__lt=clock.today()))


def stop_asking() -> int:
    running = [deadline.subject for deadline in Deadline.objects.running().filter(kind=KIND)]
    for certification in running:
        with transaction.atomic():
            deadlines.cancel(hold(certification), KIND)
    return len(running)


@transaction.atomic
def ask(certification) -> bool:
    """Open the clock of the latest anniversary, in place of one that was never answered."""
    certification = hold(certification)
    anniversary = attesting.latest(certification)
    if not certification.in_force or is_answered_or_asked(certification, anniversary):
        return False
    deadlines.close(certification, KIND)
    because = f"Anniversary of certification {certification.number} on {anniversary:%B %-d, %Y}."
    deadlines.open(certification, KIND, because=because)
    enqueue(notices.ATTESTATION_ASKED, certification, occasion=f"attestation-{anniversary}", url=page(certification))
    return True


def is_answered_or_asked(certification, anniversary) -> bool:
    if anniversary is None or certification.attestations.filter(anniversary_on=anniversary).exists():
        return True
    running = deadlines.running(certification, KIND)
    return running is not None and running.starts_on >= anniversary


def attest(certification, *, by, typed_name, title, differs="") -> Attestation:
    """The signatory says that all of it holds, or what does not."""
    with transaction.atomic():
        certification = held(certification, by, policies.may_sign_for)
        anniversary = attesting.latest(certification)
        if not (certification.in_force and attesting.is_on() and deadlines.running(certification, KIND)):
            raise OutOfDate(ALREADY)
        if not (typed_name.strip() and title.strip()):
            raise NotReady("Type your full name and your position in the practice.")
        signed = Attestation.objects.create(
            certification=certification,
            anniversary_on=anniversary,
            statements=list(attesting.STATEMENTS),
            differs=differs.strip(),
            typed_name=typed_name.strip(),
            title=title.strip(),
            signed_by=by,
        )
        deadlines.close(certification, KIND)
        letters.freeze(signed, "attestation", title=str(signed), data=letter_of_attestation(signed))
        tell(signed)
    return signed


def read(attestation, *, by) -> Attestation:
    """The office looked at what differs: it leaves the queue. What follows is another procedure's."""
    with transaction.atomic():
        held(attestation.certification, by, policies.may_run)
        attestation = Attestation.objects.select_for_update().get(pk=attestation.pk)
        if attestation.read_on or not attestation.differs:
            raise OutOfDate("There is nothing to read, or a colleague has read it.")
        attestation.read_by, attestation.read_on = by, clock.today()
        attestation.save(update_fields=["read_by", "read_on"])
    return attestation


def tell(signed) -> None:
    """The practice has it in writing; the office only where something differs."""
    about, occasion = signed.certification, f"attested-{signed.anniversary_on}"
    given = {"occasion": occasion, "attestation": signed, "url": page(about)}
    enqueue(notices.ATTESTED, about, **given)
    if signed.differs:
        enqueue(notices.ATTESTED_OTHERWISE, about, **given)


def page(certification) -> str:
    return f"{settings.BASE_URL}{reverse('compliance:attestation', args=[certification.pk])}"


def held(certification, by, may):
    certification = hold(certification)
    if certification.case.closed_to(by) or not may(certification, by):
        raise NotAllowed("The practice's signatory attests, and the program office reads what was attested.")
    return certification
