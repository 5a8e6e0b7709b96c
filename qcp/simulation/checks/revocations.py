"""Nothing is revoked without a notice that arrived, an opportunity to be heard, and two people."""

from compliance.models import Certification, Revocation
from compliance.states import CertificationState, RevocationState
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message


def heard_before_revoked():
    for case in Revocation.objects.filter(state=RevocationState.REVOKED):
        if case.notice_received_on is None:
            yield "A certification was revoked before the notice had arrived."
            continue
        clocks = Deadline.objects.of(case).filter(kind=Kind.REVOCATION_RESPONSE)
        over = all(clock.due_on < case.decided_on for clock in clocks)
        answer = case.answer()
        if not (case.heard_on or (answer and not answer.wants_hearing) or (clocks and over)):
            yield "A certification was revoked before the practice could be heard."


def revoked_by_two():
    """Each revoked certification has its case, and each case two people."""
    for certification in Certification.objects.filter(state=CertificationState.REVOKED):
        if not certification.revocations.filter(state=RevocationState.REVOKED).exists():
            yield f"{certification.number} was revoked without a case."
    for case in Revocation.objects.filter(state=RevocationState.REVOKED):
        proposal = case.proposal
        if proposal is None or proposal.confirmed_by_id in (None, proposal.proposed_by_id):
            yield "A revocation was decided by one person."


def silent_before_the_notice():
    """No letter of a confidential case reaches the practice before the notice was served."""
    for case in Revocation.objects.exclude(practice=None):
        members = case.practice.memberships.values("user")
        letters = Message.objects.filter(case=case.case_id, recipient__in=members)
        served = case.history.filter(move="serve_notice").values_list("at", flat=True).first()
        if (letters.filter(created_at__lt=served) if served else letters).exists():
            yield "A practice was written to before the notice was served."
