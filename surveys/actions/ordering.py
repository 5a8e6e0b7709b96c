"""How surveys come about: the first with the acceptance of the application, further ones by the manager's order."""

from django.db import transaction

from applications.actions import invoices
from applications.states import InvoiceKind
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.documents import letters
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices, policies
from ..further import problems_with, report_before
from ..models import Determination, Survey
from ..printed import facts_of_notice
from ..states import Ground, Kind, State

OWED_AFTER_REOPENING = {
    State.IN_PROGRESS: Clock.SURVEY_HELD,
    State.FINDINGS_SUBMITTED: Clock.REPORT_ISSUED,
}


def application_accepted(application, *, by, **given):
    """Certification Pending: the practice is ready for its survey. The clock for naming a surveyor runs already."""
    return open_survey(application, by=by)


def application_reopened(application, *, by, **given):
    """An appeal was won: a survey that was held goes on from where it stood; without one, staff arrange the first."""
    kept = Survey.objects.of(application).exclude(state=State.CANCELLED).last()
    if kept is None:
        deadlines.open(application, Clock.SURVEYOR_NAMED, because="The application was reopened")
        open_survey(application, by=by)
    elif kept.state in OWED_AFTER_REOPENING:
        deadlines.open(kept, OWED_AFTER_REOPENING[kept.state], because="The application was reopened")


@transaction.atomic
def order(application, *, kind, by, ground, because=Ground.FURTHER):
    """The manager requires a further survey: the practice is told why and bears its cost, staff look for somebody else.

    kind: 'repeat' (within the weeks after the report) or 'verification' (of an action plan, up to the final deadline).
    because: which of the two grounds of a repeat was determined; ground: what exactly, in words.
    """
    application = hold(application)
    if application.case.closed_to(by) or not policies.may_order(application, by):
        raise NotAllowed("A further survey is ordered by the QCP manager.")
    if problems := problems_with(application, Kind(kind), ground):
        raise NotReady(*problems)
    before = report_before(application)
    survey = open_survey(application, by=by, kind=kind, ground=ground.strip(), follows=before)
    determine(survey, because=because, by=by)
    deadlines.open(application, Clock.SURVEYOR_NAMED, because="a further survey was ordered")
    invoices.issue(application, InvoiceKind.REPEAT_SURVEY, by=by, occasion=str(survey.pk))
    if kind == Kind.REPEAT:
        deadlines.close(before, Clock.REPEAT_SURVEY_NOTICE)
    title = f"Notice: {survey.get_kind_display().lower()}"
    letters.freeze(survey, "survey-notice", title=title, data=facts_of_notice(survey))
    enqueue(notices.ORDERED, survey)
    return survey


def determine(survey, *, because, by) -> None:
    """What was determined, and by when the practice had to be told of it."""
    is_repeat = survey.kind == Kind.REPEAT
    ground = Ground(because) if is_repeat else Ground.ACTION_PLAN
    last = deadlines.due_on(Clock.REPEAT_SURVEY_NOTICE, survey.follows.report_on) if is_repeat else None
    Determination.objects.create(survey=survey, ground=ground, notice_by=last, by=by)


def open_survey(application, *, by, ground: str = "", **fields):
    with transaction.atomic():
        survey = Survey.objects.create(application=application, case=application.case, ground=ground, **fields)
        chain.begin(survey, by=by, note=ground)
    return survey
