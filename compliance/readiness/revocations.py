"""What is missing before a revocation can move, in words."""

from compliance.states import Concerns, RevocationGround, RevocationState
from qcp import clock
from qcp.access.models import Named
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.guards import guard


@guard
def ground_named(revocation, *, certification, ground, concerns):
    """One of the four grounds, about one certification in force; a member of the practice counts as the practice."""
    problems = [] if ground in RevocationGround.values else ["Ground: choose one of the four."]
    if concerns not in Concerns.values:
        problems.append("Whom it concerns: choose the practice or a member of it.")
    if certification is None or not certification.in_force:
        problems.append("Certification: choose one that is in force. Without one there is nothing to revoke.")
    return problems


@guard
def second_person_cleared(revocation):
    """At least two people of the office, each of whom answered that there is no conflict."""
    office = list(
        Named.objects.standing().filter(case=revocation.case_id).exclude(capacity="panel").select_related("user")
    )
    waiting = [
        f"{each.user} has not answered about conflicts of interest yet." for each in office if not each.cleared_at
    ]
    alone = ["Name a second person of the office: nobody decides such a case alone."] if len(office) < 2 else []
    return [*waiting, *alone]


@guard
def facts_written(revocation, *, facts):
    """The notice says what the practice is to answer."""
    return [] if facts.strip() else ["Facts: write what the practice is to answer; the notice names nothing else."]


@guard
def somebody_can_be_served(revocation):
    """A notice needs a reader who signs for the practice."""
    if revocation.practice and revocation.practice.people("signatory").exists():
        return []
    return ["The practice has nobody who signs for it, so nobody can be served. Invite a signatory first."]


@guard
def still_in_time(revocation):
    """A hearing is asked for while the time to respond runs; before the notice has arrived it has not begun."""
    if revocation.notice_received_on is None or deadlines.in_time(revocation, Kind.REVOCATION_RESPONSE):
        return []
    return ["The time to respond and to ask for a hearing is over. The case is decided on the record."]


@guard
def not_answered_yet(revocation):
    """A practice answers once, and says with it whether it wants a hearing."""
    answered = revocation.answer() is not None
    return ["The practice has answered already, and asked for no hearing."] if answered else []


@guard
def hearing_held(revocation, *, on, record):
    """Held on a day that has come, and put on record."""
    problems = [] if record.strip() else ["Record: write what was said and by whom."]
    if on is None or not revocation.served_on <= on <= clock.today():
        problems.insert(0, "Day of the hearing: it lies between the notice and today.")
    return problems


@guard
def practice_was_heard(revocation):
    """No revocation before a notice that arrived and an opportunity to be heard."""
    if revocation.state == RevocationState.HEARD:
        return []
    if revocation.notice_received_on is None:
        return ["The notice has not reached the practice yet, so its time to respond has not begun."]
    if revocation.answer() is not None or not deadlines.in_time(revocation, Kind.REVOCATION_RESPONSE):
        return []
    running = deadlines.running(revocation, Kind.REVOCATION_RESPONSE)
    return [f"The practice may respond and ask for a hearing until {running.due_on:%B %-d, %Y}."]


@guard
def second_person_confirmed(revocation):
    """One person proposes with reasons, another confirms."""
    proposal = revocation.proposal
    if proposal is None:
        return ["Nobody has proposed the revocation with its reasons yet."]
    return [] if proposal.confirmed_at else ["A second person has to confirm the proposal first."]


@guard
def something_to_revoke(revocation):
    """What has ended in another way cannot be revoked."""
    if revocation.certification_in_force():
        return []
    return ["The certification is no longer in force. Dismiss the case, and say so in the reasons."]
