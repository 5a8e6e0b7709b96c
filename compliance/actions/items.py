"""The work on single items of a plan: written by the practice, proven with files, judged by the reviewer."""

from django.db import transaction

from compliance import notices, policies
from compliance.models import ItemVerdict
from compliance.states import UNDER_REVIEW, PlanState, Verdict
from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

MOVED_ON = "The plan has moved on, so this can no longer be changed. Open the page again to see where it stands."


def held_for_writing(item, by, state):
    """The item, with its plan held, when the practice may still change it."""
    plan = hold(item.plan)
    if plan.case.closed_to(by) or not policies.may_write_plan(plan, by):
        raise NotAllowed("The plan is written by the practice's editors and signatories.")
    if plan.state != state:
        raise OutOfDate(MOVED_ON)
    item = plan.items.for_list().get(pk=item.pk)
    if item.accepted():
        raise OutOfDate("This item is accepted already and stays as it is.")
    return item


def save_item(item, *, by, revision=None, **answers):
    """Keep what is written so far, complete or not. Saving sends nothing.

    revision: what the writer had before their eyes; a newer one is never overwritten unseen.
    """
    with transaction.atomic():
        item = held_for_writing(item, by, PlanState.OPEN)
        if revision not in (None, item.revision):
            raise OutOfDate(f"{item.edited_by} saved this item while you wrote. Compare, and save what shall stand.")
        return write(item, by, answers)


def explain_evidence(item, *, by, explanation):
    """Say what the files show."""
    with transaction.atomic():
        item = held_for_writing(item, by, PlanState.PLAN_ACCEPTED)
        return write(item, by, {"explanation": explanation.strip()})


def write(item, by, answers):
    for name, value in answers.items():
        setattr(item, name, value)
    item.edited_at, item.edited_by = clock.now(), by
    item.revision += 1
    item.save(update_fields=[*answers, "edited_at", "edited_by", "revision"])
    return item


def file_checked(item, stored):
    """The check of an evidence file has ended: a refused one is told to the practice, with the reason."""
    if not stored.is_clean:
        enqueue(notices.EVIDENCE_REFUSED, item, occasion=f"f{stored.pk}", reason=stored.reason)


def judge(item, *, by, verdict, reason=""):
    """The reviewer accepts the item or returns it with a reason; until the plan moves this may be changed."""
    with transaction.atomic():
        plan = hold(item.plan)
        if plan.case.closed_to(by) or not policies.may_assess_plan(plan, by):
            raise NotAllowed("Items are judged by the reviewer of this case.")
        if plan.state not in UNDER_REVIEW:
            raise OutOfDate(MOVED_ON)
        standing = plan.items.for_list().get(pk=item.pk).verdict()
        if standing and standing.round < plan.round:
            raise OutOfDate("This item was accepted in an earlier round and stays accepted.")
        if verdict == Verdict.RETURNED and not reason.strip():
            raise NotReady("Reason: say what is missing, so that the practice can put it right.")
        return ItemVerdict.objects.update_or_create(
            item=item,
            stage=plan.stage,
            round=plan.round,
            defaults={"verdict": verdict, "reason": reason.strip(), "by": by, "at": clock.now()},
        )[0]


def accept_the_rest(plan, *, by) -> int:
    """Accept every item of this round that was not judged yet."""
    with transaction.atomic():
        items = [item for item in plan.items.for_list() if not item.verdict()]
        for item in items:
            judge(item, by=by, verdict=Verdict.ACCEPTED)
    return len(items)
