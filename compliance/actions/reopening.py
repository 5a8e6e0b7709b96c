"""What a reopened application needs in this app: its report assessed further, or its action plan opened anew."""

from itertools import product

from compliance import notices
from compliance.models import PlanItem
from compliance.states import PlanState, ReportState
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.notices.outbox import enqueue

from . import plans, proofs

BECAUSE = "The application was reopened after an appeal."
WRITTEN = ("root_cause", "action", "owner", "target_on", "measure", "explanation")


def application_reopened(application, *, by, **given):
    """Each report goes on where it stood; requirements that are not fulfilled need a plan again."""
    for report in application.reports.filter(state=ReportState.IN_REVIEW).exclude(reviewer=None):
        plans.start_turnaround(report, report.reviewer, BECAUSE)
    for report in application.reports.filter(state__in=(ReportState.DRAFT, ReportState.IN_REVIEW)):
        deadlines.open(report.survey, Kind.REPORT_ISSUED, because=BECAUSE)
    report = application.reports.in_force().first()
    closed = report and report.action_plan
    if closed and closed.state == PlanState.CLOSED:
        open_anew(report, closed)
    elif report:
        enqueue(notices.DECIDE_ANEW, report, occasion=f"r{application.version}")


def open_anew(report, closed):
    """A new plan with what was written before; the closed one stays as it was."""
    items = list(closed.items.all())
    plan = plans.open_for(report, [item.requirement for item in items])
    before = {item.requirement_id: item for item in items}
    opened = list(plan.items.all())
    for item, name in product(opened, WRITTEN):
        setattr(item, name, getattr(before[item.requirement_id], name))
    for item in opened:
        item.continues = before[item.requirement_id]
        proofs.hand_on(item.continues, item)
    PlanItem.objects.bulk_update(opened, [*WRITTEN, "continues"])
    if report.received_on:
        deadlines.open(plan, Kind.ACTION_PLAN, because=BECAUSE)
