"""Handing a step to a colleague: with a day, a letter, the least rights, a reminder, and word when done."""

from django.db import transaction

from applications import notices, policies
from applications.models import StepAssignment
from applications.states import EDITABLE
from applications.steps import BY_SLUG
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

REMIND_DAYS = (3, 0)  # days before the last one
# What a step asks beyond filling in: nobody gets the right to that by being handed the step.
NEEDS = {
    "agreements": (("signatory",), "Agreements are signed by a signatory. Hand this step to one."),
    "payment": (("signatory", "editor"), "Payment is for editors and signatories. Hand this step to one."),
}


def assign(application, step: str, *, to, due_on, by, note="") -> StepAssignment:
    """Hand a step to a member. Whoever had it before is told that it is somebody else's now."""
    with transaction.atomic():
        application = held_for_assigning(application, by)
        refuse_unfit(application, step, to, due_on)
        for before in application.assignments.filter(step=step, done_at=None, withdrawn_at=None):
            end(before, "withdrawn_at")
            if before.assignee_id != to.pk:
                tell(notices.STEP_TAKEN_BACK, before, "withdrawn", before.assignee)
        assignment = StepAssignment.objects.create(
            application=application, step=step, assignee=to, assigned_by=by, due_on=due_on, note=note.strip()
        )
        tell(notices.STEP_HANDED, assignment, "handed", to)
    return assignment


def refuse_unfit(application, step: str, to, due_on) -> None:
    """The step, the person and the day have to fit."""
    roles, sentence = NEEDS.get(step, (("viewer", "editor", "signatory"), ""))
    if step not in BY_SLUG:
        raise NotReady("Choose one of the six steps.")
    if not application.practice.has_member(to) or application.case.closed_to(to):
        raise NotReady(f"{to} does not belong to the practice. Invite the person first.")
    if not application.practice.has_member(to, *roles):
        raise NotReady(sentence)
    if due_on < clock.today():
        raise NotReady("Choose today or a later day.")


def held_for_assigning(application, by):
    application = hold(application)
    if not policies.may_edit(application, by) or application.case.closed_to(by):
        raise NotAllowed("Steps are handed to colleagues by editors and signatories, while the practice fills them in.")
    return application


def finish(assignment, *, by) -> StepAssignment:
    """The assignee is done: the one who handed it over is told, and the right to write there ends."""
    with transaction.atomic():
        assignment = held(assignment)
        if assignment.assignee_id != by.pk:
            raise NotAllowed(f"{assignment.assignee} says when it is done. You can take the step back instead.")
        end(assignment, "done_at")
        tell(notices.STEP_DONE, assignment, "done", assignment.assigned_by)
    return assignment


def take_back(assignment, *, by) -> StepAssignment:
    """An editor or signatory takes the step back."""
    with transaction.atomic():
        assignment = held(assignment)
        held_for_assigning(assignment.application, by)
        end(assignment, "withdrawn_at")
        tell(notices.STEP_TAKEN_BACK, assignment, "withdrawn", assignment.assignee)
    return assignment


def held(assignment) -> StepAssignment:
    hold(assignment.application)
    assignment = StepAssignment.objects.for_list().get(pk=assignment.pk)
    if assignment.done_at or assignment.withdrawn_at or assignment.application.state not in EDITABLE:
        raise OutOfDate("This step is no longer handed to anybody.")
    return assignment


def end(assignment, how: str) -> None:
    setattr(assignment, how, clock.now())
    assignment.save(update_fields=[how])


def member_left(membership) -> None:
    """Whoever left the practice has no step of it any more."""
    theirs = StepAssignment.objects.filter(assignee=membership.user, done_at=None, withdrawn_at=None)
    theirs.filter(application__practice=membership.practice_id).update(withdrawn_at=clock.now())


def remind() -> None:
    """A letter three days before and on the last day; safe to run any number of times, after any gap."""
    today = clock.today()
    near = StepAssignment.objects.open().for_list().filter(assignee__is_active=True)
    for assignment in near.filter(due_on__gte=today, due_on__lte=add_days(today, max(REMIND_DAYS))):
        stage = next(days for days in sorted(REMIND_DAYS) if assignment.due_on <= add_days(today, days))
        if clock.on(assignment.assigned_at) < add_days(assignment.due_on, -stage):
            with transaction.atomic():
                tell(notices.STEP_DUE, assignment, f"due-{stage}", assignment.assignee)


def tell(notice, assignment, occasion: str, person) -> None:
    """One letter, with the step by its title."""
    title = BY_SLUG[assignment.step].title
    enqueue(notice, assignment, occasion=occasion, to=[person], step=title)
