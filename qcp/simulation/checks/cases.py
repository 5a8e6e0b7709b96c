"""Open cases have somebody who acts next; ended ones have nothing running; history is as it was written."""

from applications.models import Application
from applications.states import EDITABLE, ENDED, OPEN, PENDING
from compliance.queries.journey import OFFICE, PRACTICE, REVIEWER, SURVEYOR, stage
from qcp import clock
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.workflow.follows import objections
from qcp.workflow.verify import differences

ONE_ROLE = (PRACTICE, OFFICE, REVIEWER, SURVEYOR)
OUTLIVES_THE_APPLICATION = (
    Kind.APPEAL,
    Kind.INVOICE,
    Kind.CERTIFICATION_TERM,
    Kind.RECERTIFICATION_INVITATION,
    Kind.RECERTIFICATION_GRACE,
    Kind.REPEAT_SURVEY_NOTICE,
)


def somebody_is_next():
    """The practice's page names one role that acts next, and by when but for what the practice itself writes."""
    for application in Application.objects.filter(state__in=OPEN).select_related("practice"):
        found = stage(application.practice)
        if not found or found.get("who") not in ONE_ROLE:
            yield f"{application}: nobody is named who acts next."
        elif not found.get("by") and application.state not in EDITABLE:
            yield f"{application}: no date stands beside “{found['note']}”"


def nothing_runs_after_the_end():
    running = Deadline.objects.running().exclude(kind__in=OUTLIVES_THE_APPLICATION)
    ended = Application.objects.filter(state__in=ENDED).values("case")
    for deadline in running.filter(case__in=ended).order_by("kind"):
        yield f"The clock {deadline.kind} runs in a case that has ended."


def final_deadlines_kept():
    for application in Application.objects.filter(state__in=PENDING, kind="first"):
        running = Deadline.objects.of(application).running().filter(kind=Kind.FINAL_DEADLINE).first()
        if running is None:
            yield f"{application} is pending without a final deadline."
        elif (clock.today() - running.due_on).days > 1 and not objections("application-lapse", application):
            yield f"{application} should have lapsed on {running.due_on}."


def history_verifies():
    for sentence in differences():
        yield f"History: {sentence.split(' ')[-1] if sentence else ''} ({sentence.split(':')[0].split(' ')[0]})"
