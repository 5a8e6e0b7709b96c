"""What happens at each move of a survey: who comes, both sides declare, then the date; visits, findings, report."""

from django.db import transaction

from applications.actions import application as applications
from applications.actions import invoices
from applications.states import PENDING, InvoiceKind
from applications.states import State as ApplicationState
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import advance, hold
from qcp.workflow.follows import follow
from qcp.workflow.refusals import NotAllowed
from qcp.workflow.system import SYSTEM

from .. import notices, policies
from ..answers import practice_cleared
from ..digest import counts, digest
from ..invitation import called_off, invited
from ..models import Signing
from ..states import Kind, Mode
from . import calendar, findings, pairing
from .ordering import open_survey

NOT_HELD = "The survey was cancelled."


def propose(survey, *, by, surveyor, mode=Mode.ON_SITE, pencilled=None, note=""):
    """Staff name a surveyor: the practice is told who, and both sides are asked about conflicts of interest.

    pencilled: site -> the day that staff have in mind; told to nobody before both sides have answered.
    The letters wait a minute, in which the proposal can be undone (actions/undoing.py).
    """
    given = {"surveyor": surveyor, "mode": mode, "pencilled": pencilled}
    with advance(survey, "propose", by=by, note=note, **given) as survey:
        calendar.pencil(survey, pencilled or {})
        deadlines.close(survey.application, Clock.SURVEYOR_NAMED)
        deadlines.open(survey, Clock.CONFLICT_ANSWERS, because="a surveyor was proposed")
        pairing.ask_both(survey)
    return survey


def conflict_answered(survey, question):
    """An answer came in: a conflict ends the pairing, the second clear answer confirms it."""
    if not question.clear:
        decline(survey, by=question.asked_of)
    elif practice_cleared(survey) and conflicts.cleared(survey, survey.surveyor, "surveyor"):
        clear_conflicts(survey, by=SYSTEM)


@transaction.atomic
def decline(survey, *, by, note=""):
    """Either side says no, and is not asked why: the record closes to that surveyor, and staff look for another."""
    leaving = hold(survey).surveyor
    with advance(survey, "decline", by=by) as survey:
        conflicts.recuse(survey.case, leaving)
        pairing.start_again(survey, because="the pairing was declined")
        enqueue(notices.DECLINED, survey)
    return survey


def clear_conflicts(survey, *, by, note=""):
    """Both sides declared that there is no conflict: the record opens to the surveyor, and a date is set next."""
    with advance(survey, "clear_conflicts", by=by, note=note) as survey:
        pairing.close_questions(survey)
        deadlines.close(survey, Clock.CONFLICT_ANSWERS)
        deadlines.open(survey, Clock.SURVEY_HELD, because="the surveyor was confirmed")
        enqueue(notices.CONFIRMED, survey)
    return survey


def schedule(survey, *, by, plan, held=None, agreed="", note=""):
    """Staff set the day of each site's visit: both sides are told, and the first date starts the survey phase.

    plan: site -> day. held: site -> its 'starts_at', 'ends_at', 'mode', as far as staff chose them.
    agreed: how a day that the practice had not offered was agreed.
    """
    with advance(survey, "schedule", by=by, note=note, plan=plan, held=held, agreed=agreed) as survey:
        calendar.book(survey, plan, held)
        if survey.application.state == ApplicationState.SURVEY_READY:
            applications.start_survey(survey.application, by=SYSTEM)
        enqueue(notices.SCHEDULED, survey, enclose=invited(survey))
    return survey


def reschedule(survey, *, by, plan, held=None, agreed="", note=""):
    """Staff move the survey to other days, for a reason that both sides read."""
    with advance(survey, "reschedule", by=by, note=note, plan=plan, held=held, agreed=agreed) as survey:
        dropped = calendar.book(survey, plan, held)
        enqueue(notices.RESCHEDULED, survey, enclose=invited(survey, dropped), reason=note)
    return survey


def begin(survey, *, by, note="", check_out=False):
    """The surveyor begins: there is a finding to be made for every standard that applies, at every site.

    check_out: laid out before the first day, to have everything at hand where there may be no network.
    """
    with advance(survey, "begin", by=by, note=note, check_out=check_out) as survey:
        findings.lay_out(survey, by=by)
        deadlines.open(survey, Clock.FINDINGS_SUBMITTED, because="the last visit", start=survey.last_day())
        enqueue(notices.BEGUN, survey)
    return survey


def submit_findings(survey, *, by, signature, seen="", note=""):
    """The surveyor signs: the findings are locked, and the clock of the report runs from the last visit.

    seen: the mark of the findings as they were shown to whoever signs; with another mark nothing is signed.
    """
    shown = {"seen": seen} if seen else {}
    with advance(survey, "submit_findings", by=by, note=note, signature=signature, **shown) as survey:
        Signing.objects.create(survey=survey, name=signature, by=by, sha256=digest(survey), counts=counts(survey))
        deadlines.close(survey, Clock.SURVEY_HELD)
        deadlines.close(survey, Clock.FINDINGS_SUBMITTED)
        if not deadlines.running(survey, Clock.REPORT_ISSUED):
            deadlines.open(survey, Clock.REPORT_ISSUED, because="the last visit", start=survey.last_day())
        enqueue(notices.FINDINGS_SUBMITTED, survey)
        enqueue(notices.HELD, survey)
    return survey


def return_findings(survey, *, by, note=""):
    """Staff ask the surveyor to look again: the findings open, and the surveyor's clock runs from today."""
    with advance(survey, "return_findings", by=by, note=note) as survey:
        deadlines.open(survey, Clock.FINDINGS_SUBMITTED, because="the findings were returned")
        enqueue(notices.FINDINGS_RETURNED, survey, reason=note)
    return survey


def complete_report(survey, *, by, note=""):
    """Staff have checked the findings: the report goes to the committee, and a repeat can be ordered for 8 weeks."""
    with advance(survey, "complete_report", by=by, note=note) as survey:
        deadlines.open(survey, Clock.REPEAT_SURVEY_NOTICE, because="the survey report was completed")
        enqueue(notices.REPORT_COMPLETED, survey)
        follow("survey-report-completed", survey, by=by)
    return survey


@transaction.atomic
def unassign(survey, *, by, note=""):
    """Staff take the surveyor off: whatever was arranged is undone, both sides are told, and staff look for another."""
    leaving, planned = hold(survey).surveyor, visits_of(survey)
    with advance(survey, "unassign", by=by, note=note) as survey:
        pairing.start_again(survey, because="the surveyor was taken off")
        enclose = called_off(survey, planned)
        enqueue(notices.UNASSIGNED, survey, to=["members", leaving], enclose=enclose, leaving=leaving)
    return survey


@transaction.atomic
def step_off(survey, *, by):
    """A conflict is declared after the pairing was confirmed: the same as a decline, whoever declares it."""
    survey = hold(survey)
    if not policies.may_step_off(survey, by) or survey.case.closed_to(by):
        raise NotAllowed("A conflict is declared by the surveyor or by who signs for the practice, before the visit.")
    conflicts.recuse(survey.case, survey.surveyor)
    return unassign(survey, by=SYSTEM, note="A conflict of interest was declared.")


@transaction.atomic
def cancel(survey, *, by, note=""):
    """The survey will not take place: its clocks and days are set free, and those who knew of it are told.

    An application that goes on cannot do without its first survey, so a new one waits to be arranged.
    """
    leaving, planned = hold(survey).surveyor, visits_of(survey)
    with advance(survey, "cancel", by=by, note=note) as survey:
        pairing.undo(survey)
        invoices.occasion_ended(survey.application, InvoiceKind.REPEAT_SURVEY, str(survey.pk), note=NOT_HELD)
        told, enclose = ["members", *([leaving] if leaving else [])], called_off(survey, planned)
        enqueue(notices.CANCELLED, survey, to=told, enclose=enclose, reason=note)
        if survey.kind == Kind.INITIAL and survey.application.state in PENDING:
            open_survey(survey.application, by=by)
            deadlines.open(survey.application, Clock.SURVEYOR_NAMED, because="the first survey was cancelled")
    return survey


def visits_of(survey) -> list:
    """As they stand now, kept for the calendars of those who were invited."""
    return list(survey.visits.select_related("site"))
