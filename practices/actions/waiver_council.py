"""Who of the Oversight Council sits on a request: named by the office, asked about conflicts, free to step off."""

from django.conf import settings
from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.accounts.models import Role
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies
from ..models.waiver import SEATS


def name_member(waiver, *, by, member, capacity="council"):
    """The office names who decides ('council') or who confirms a grant ('council-second'), and asks about conflicts."""
    with transaction.atomic():
        waiver = hold(waiver)
        refuse_naming(waiver, by, member, capacity)
        if getattr(waiver, SEATS[capacity]) != member:
            free(waiver, capacity)
            seat(waiver, member, capacity)
    return waiver


def refuse_naming(waiver, by, member, capacity) -> None:
    if not policies.may_run_waivers(waiver, by) or waiver.case.closed_to(by):
        raise NotAllowed("Council members are named by the program office.")
    if not waiver.is_open:
        raise NotReady("This request has come to its end, so nobody is named for it any more.")
    if member.role != Role.COUNCIL or not member.is_active or waiver.practice.has_member(member):
        raise NotReady("Choose somebody of the Oversight Council who does not belong to the practice.")
    if waiver.case.closed_to(member):
        raise NotReady(f"{member} stepped off this case. Choose somebody else.")
    others = {getattr(waiver, name) for each, name in SEATS.items() if each != capacity}
    if member in others:
        raise NotReady(f"{member} sits on this request already, and a grant takes two people. Choose somebody else.")


def seat(waiver, member, capacity) -> None:
    setattr(waiver, SEATS[capacity], member)
    waiver.save(update_fields=[SEATS[capacity]])
    about = f"{waiver.practice}, {waiver.practice.place}"
    question = conflicts.ask(waiver, member, capacity=capacity, about=about)
    url = f"{settings.BASE_URL}{question.get_absolute_url()}"
    enqueue(notices.WAIVER_CONFLICT_ASKED, waiver, occasion=f"q{question.pk}", to=[member], url=url, where=about)


def free(waiver, capacity) -> None:
    """Nobody sits there any more; what the one who decides had proposed falls with the seat."""
    conflicts.withdraw(waiver, capacity)
    setattr(waiver, SEATS[capacity], None)
    waiver.save(update_fields=[SEATS[capacity]])
    if capacity == "council":
        waiver.proposals.filter(ended_at=None).update(ended_at=clock.now())


def vacate(waiver, member) -> None:
    """Free the seat of somebody who cannot sit."""
    for capacity, name in SEATS.items():
        if getattr(waiver, name) == member:
            free(waiver, capacity)


def step_off(waiver, *, by):
    """A council member leaves the case, at any time before the decision and without saying why; it closes to them."""
    with transaction.atomic():
        waiver = hold(waiver)
        if not policies.may_leave_waiver(waiver, by):
            raise NotAllowed("You do not sit on this request, or it has been decided.")
        vacate(waiver, by)
        conflicts.recuse(waiver.case, by)
        enqueue(notices.WAIVER_SEAT_FREE, waiver, occasion=f"s{by.pk}", member=by)


def go_on(waiver, question) -> None:
    """After an answer: with a conflict the seat is free again; without one, whoever has to act now is told."""
    member = question.asked_of
    if not question.clear:
        vacate(waiver, member)
        enqueue(notices.WAIVER_SEAT_FREE, waiver, occasion=f"a{question.pk}", member=member)
        return
    enqueue(notices.WAIVER_CLEARED, waiver, occasion=f"a{question.pk}", member=member)
    if waiver.state == waiver.State.IN_REVIEW and question.capacity == "council":
        enqueue(notices.WAIVER_TO_DECIDE, waiver, occasion=f"d{question.pk}")
    if waiver.proposal and question.capacity == "council-second":
        enqueue(notices.WAIVER_TO_CONFIRM, waiver, occasion=f"d{question.pk}")
