"""What happens with a report: drafted from a survey, assigned, assessed, issued."""

from django.db import transaction

from compliance import notices
from compliance.models import Report, Requirement, next_number
from compliance.queries.facts import facts
from compliance.states import ASSIGNABLE
from qcp.access import conflicts
from qcp.accounts.models import Role
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.table import length_of
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM

from . import corrections, decisions, drafting, plans


@transaction.atomic
def draft_from_survey(survey, *, by=SYSTEM):
    """A completed survey becomes the draft of a report; asked again, the first draft is found."""
    report = Report.objects.filter(survey=survey, corrects=None).first()
    if report:
        return report
    app = survey.application
    report = Report.objects.create(case=app.case, number=next_number("CCR"), application=app, survey=survey)
    chain.begin(report, by=by)
    drafting.copy_findings(report, survey)
    earlier = app.reports.exclude(pk=report.pk).exclude(reviewer=None).order_by("-number").first()
    if earlier and not app.case.closed_to(earlier.reviewer):
        ask(report, earlier.reviewer)
    enqueue(notices.REPORT_DRAFTED, report)
    return report


def assign_reviewer(report, *, by, reviewer):
    """The office names the reviewer and asks about conflicts; the record opens with the answer 'none'."""
    with transaction.atomic():
        report = hold(report)
        refuse_assignment(report, by, reviewer)
        if report.reviewer_id != reviewer.pk:
            ask(report, reviewer)
            hand_over_clocks(report, reviewer)
    return report


def refuse_assignment(report, by, reviewer) -> None:
    if by.role not in (Role.STAFF, Role.MANAGER) or report.case.closed_to(by):
        raise NotAllowed("Reviewers are assigned by the program office.")
    if report.state not in ASSIGNABLE:
        raise OutOfDate("This report was replaced by a later one, so it needs no reviewer any more.")
    if reviewer.role != Role.REVIEWER or not reviewer.is_active:
        raise NotReady("Choose somebody of the committee.")
    if report.case.closed_to(reviewer):
        raise NotReady("This reviewer stepped off the case. Choose another one.")
    if report.application.surveys.filter(surveyor=reviewer).exists():
        raise NotReady("This person surveyed the practice, and nobody decides twice. Choose another one.")


def ask(report, reviewer) -> None:
    """Name the reviewer and put the question; whoever was named before is out of it."""
    conflicts.withdraw(report, "reviewer")
    report.reviewer = reviewer
    report.save(update_fields=["reviewer"])
    about = f"{report.practice}, {report.practice.place}"
    question = conflicts.ask(report, reviewer, capacity="reviewer", about=about)
    url = drafting.absolute(question.get_absolute_url())
    enqueue(notices.CONFLICT_ASKED, report, occasion=f"q{question.pk}", to=[reviewer], url=url, where=about)


def hand_over_clocks(report, reviewer) -> None:
    """The turnaround starts anew for the new reviewer."""
    for subject in (report, report.action_plan):
        if subject and deadlines.running(subject, Kind.COMMITTEE_REVIEW):
            deadlines.cancel(subject, Kind.COMMITTEE_REVIEW)
            plans.start_turnaround(subject, reviewer, "It was handed to another reviewer.")


def conflict_answered(report, question):
    """The reviewer answered: the office sends the report, or looks for somebody else."""
    notice = notices.REVIEWER_CLEARED if question.clear else notices.REVIEWER_CONFLICTED
    enqueue(notice, report, occasion=f"a{question.pk}", reviewer=question.asked_of)


def send_to_committee(report, *, by, note=""):
    """The report opens to its reviewer, and the turnaround runs."""
    with advance(report, "send_to_committee", by=by, note=note) as report:
        plans.start_turnaround(report, report.reviewer, "The report was handed to the reviewer.")
        enqueue(notices.REPORT_TO_REVIEW, report)
    return report


def return_(report, *, by, note=""):
    """The reviewer needs something of the office first."""
    with advance(report, "return", by=by, note=note) as report:
        deadlines.close(report, Kind.COMMITTEE_REVIEW)
        enqueue(notices.REPORT_RETURNED, report, note=note)
    return report


def issue(report, *, by, note=""):
    """The report is frozen and delivered; a decision is proposed, or requirements have to be met."""
    with transaction.atomic():
        report = hold(report)
        requirements = drafting.requirements(report)
        snapshot = facts(report, requirements)
        with advance(report, "issue", by=by, note=note, snapshot=snapshot) as report:
            Requirement.objects.bulk_create(requirements)
            drafting.freeze_letter(report)
            deadlines.close(report, Kind.COMMITTEE_REVIEW)
            deadlines.close(report.survey, Kind.REPORT_ISSUED)
            enqueue(notices.REPORT_ISSUED, report, fully_met=not requirements, time=length_of(Kind.ACTION_PLAN))
            go_on(report, requirements, by)
    return report


def go_on(report, requirements, by) -> None:
    """What the issued report leads to. That of a verification survey only adds to the plan under way."""
    if report.survey.kind == "verification":
        if report.corrects_id:
            supersede(report.corrects, by=SYSTEM, note=f"Replaced by report {report.number}.")
        return
    earlier_plan = report.application.action_plans.unfinished().first() if report.corrects_id else None
    for earlier in report.application.reports.in_force().exclude(pk=report.pk):
        supersede(earlier, by=SYSTEM, note=f"Replaced by report {report.number}.")
    if requirements:
        plan = plans.open_for(report, requirements)
        if earlier_plan:
            corrections.carry_over(plan, earlier_plan)
    else:
        decisions.propose_award(report, by=by)


def supersede(report, *, by=SYSTEM, note=""):
    """A later report took its place: its plan is closed, and a decision resting on it is taken back."""
    with advance(report, "supersede", by=by, note=note) as report:
        plans.close_of(report.application, note)
        decisions.recall(report.application, note)
        enqueue(notices.REPORT_SUPERSEDED, report)
    return report


def received(report, *, on):
    """The first proven delivery starts the practice's time for its plan."""
    with transaction.atomic():
        report = hold(report)
        if report.received_on:
            return
        report.received_on = on
        report.save(update_fields=["received_on"])
        plans.start_writing(report, on)
