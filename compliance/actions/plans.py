"""What happens with an action plan: written, assessed item by item, proven, verified."""

from django.db import transaction

from applications import extending
from compliance import notices, policies
from compliance.models import ActionPlan, PlanItem
from compliance.states import UNFINISHED, PlanState
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.table import length_of
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.actions import action
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate, Refused
from qcp.workflow.system import SYSTEM
from surveys.further import problems_with
from surveys.states import Kind as SurveyKind

from . import decisions, proofs

LAST_EVIDENCE_AGAIN = "The committee returned evidence before the last day for it."


def open_for(report, requirements):
    """The issued report has requirements: the application enters compliance, with an item for each of them."""
    plan = ActionPlan.objects.create(case=report.case, application=report.application, report=report)
    chain.begin(plan, by=SYSTEM)
    PlanItem.objects.bulk_create(PlanItem(plan=plan, requirement=requirement) for requirement in requirements)
    if report.application.state == "in_survey":
        action(report.application, "enter_compliance")(report.application, by=SYSTEM)
    return plan


def start_writing(report, on) -> None:
    """The practice has received its report: from that day it has its time for the plan."""
    plan = ActionPlan.objects.filter(report=report, state=PlanState.OPEN, plan_round=0).first()
    if plan and not deadlines.running(plan, Kind.ACTION_PLAN):
        deadlines.open(plan, Kind.ACTION_PLAN, because="The practice received its report.", start=on)


def start_turnaround(subject, reviewer, because: str) -> None:
    """From now on the reviewer has the committee's time."""
    deadlines.open(subject, Kind.COMMITTEE_REVIEW, because=because, assignee=reviewer)


def submit_plan(plan, *, by, note=""):
    """The signatory sends the plan: the practice's clock ends, the committee's begins."""
    with advance(plan, "submit_plan", by=by, note=note) as plan:
        proofs.keep_round(plan, by=by)
        deadlines.close(plan, Kind.ACTION_PLAN)
        start_turnaround(plan, plan.report.reviewer, "The practice sent its action plan.")
        enqueue(notices.PLAN_SUBMITTED, plan)
    return plan


def return_plan(plan, *, by, note=""):
    """Some items do not convince yet: the practice writes them again."""
    with advance(plan, "return_plan", by=by, note=note) as plan:
        deadlines.close(plan, Kind.COMMITTEE_REVIEW)
        deadlines.open(plan, Kind.ACTION_PLAN, because="The committee returned the action plan.")
        enqueue(notices.PLAN_RETURNED, plan, items=plan.returned_items(), time=length_of(Kind.ACTION_PLAN))
    return plan


def accept_plan(plan, *, by, note=""):
    """What will be done is agreed: now it has to be done, and shown."""
    with advance(plan, "accept_plan", by=by, note=note) as plan:
        deadlines.close(plan, Kind.COMMITTEE_REVIEW)
        enqueue(notices.PLAN_ACCEPTED, plan, final=deadlines.running(plan.application, Kind.FINAL_DEADLINE))
    return plan


def submit_evidence(plan, *, by, note=""):
    """The signatory sends the proof; while it is under review the application does not lapse."""
    with advance(plan, "submit_evidence", by=by, note=note) as plan:
        proofs.keep_round(plan, by=by)
        deadlines.close(plan.application, Kind.LAST_EVIDENCE)
        start_turnaround(plan, plan.report.reviewer, "The practice sent its evidence.")
        enqueue(notices.EVIDENCE_SUBMITTED, plan)
    return plan


def return_evidence(plan, *, by, note=""):
    """Some evidence does not suffice. Past the final deadline there is no time left, and the application lapses."""
    with advance(plan, "return_evidence", by=by, note=note) as plan:
        deadlines.close(plan, Kind.COMMITTEE_REVIEW)
        enqueue(notices.EVIDENCE_RETURNED, plan, items=plan.returned_items())
        if not lapses_now(plan.application):
            owe_evidence_again(plan.application)
    return ActionPlan.objects.get(pk=plan.pk)


def lapses_now(application) -> bool:
    """Carry out the lapse that the evidence held back, unless something else still holds it."""
    final = deadlines.running(application, Kind.FINAL_DEADLINE)
    if final is None or clock.today() <= final.due_on:
        return False
    try:
        with transaction.atomic():
            action(application, "lapse")(application, by=SYSTEM)
    except Refused:
        return False
    return True


def owe_evidence_again(application) -> None:
    """The last day for evidence stands again while it lies ahead; after it the final deadline is the date."""
    last_day = extending.last_evidence_on(application)
    if last_day and last_day >= clock.today() and not deadlines.running(application, Kind.LAST_EVIDENCE):
        since, decided = application.pending_on, last_day if extending.granted_days(application) else None
        deadlines.open(application, Kind.LAST_EVIDENCE, because=LAST_EVIDENCE_AGAIN, start=since, due=decided)


def ask_for_survey(plan, *, by, ground):
    """The reviewer wants to see on site that the plan was carried out: the manager, who orders surveys, is told why."""
    with transaction.atomic():
        plan = hold(plan)
        if plan.case.closed_to(by) or not policies.may_assess_plan(plan, by):
            raise NotAllowed("A verification survey is asked for by the reviewer of this case.")
        if plan.state not in UNFINISHED:
            raise OutOfDate("The plan is closed or verified, so there is nothing to see again.")
        if problems := problems_with(plan.application, SurveyKind.VERIFICATION, ground):
            raise NotReady(*problems)
        enqueue(notices.VERIFICATION_WANTED, plan, occasion=f"e{plan.version}", ground=ground.strip())
    return plan


def verify(plan, *, by, note=""):
    """Every requirement is fulfilled: the award is proposed."""
    with advance(plan, "verify", by=by, note=note) as plan:
        deadlines.close(plan, Kind.COMMITTEE_REVIEW)
        enqueue(notices.PLAN_VERIFIED, plan)
        decisions.propose_award(plan.report, by=by)
    return plan


def close(plan, *, by=SYSTEM, note=""):
    """The application ended, or a later report took the place of the plan's."""
    with advance(plan, "close", by=by, note=note) as plan:
        deadlines.cancel(plan, Kind.ACTION_PLAN, Kind.COMMITTEE_REVIEW)
        enqueue(notices.PLAN_CLOSED, plan, note=note)
    return plan


def close_of(application, note: str) -> None:
    """Close what is unfinished for an application."""
    for plan in application.action_plans.unfinished():
        close(plan, by=SYSTEM, note=note)
