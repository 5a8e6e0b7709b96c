"""When a repeat or a verification survey may be ordered: sentences for the action, and for the office's page."""

from applications.states import State as ApplicationState
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock

from .models import Survey
from .states import Kind, State

SURVEYED = (ApplicationState.IN_SURVEY, ApplicationState.IN_COMPLIANCE)


def report_before(application):
    """The survey whose completed report is the latest of this application, or None."""
    completed = Survey.objects.of(application).filter(state=State.REPORT_COMPLETED)
    return completed.order_by("-report_on", "-number").first()


def problems_with(application, kind: Kind, ground: str = "-") -> list[str]:
    """What speaks against ordering such a survey now."""
    before = report_before(application)
    if before is None or application.state not in SURVEYED:
        return [f"A further survey follows a completed survey report of an open application; {application} has none."]
    problems = [] if ground.strip() else ["Ground: write why a further survey is needed; the practice reads it."]
    if Survey.objects.of(application).going_on().exists():
        problems.append("Another survey of this application is still going on: wait for its report, or cancel it.")
    return problems + IN_TIME[kind](application, before)


def in_time_for_a_repeat(application, before) -> list[str]:
    if deadlines.in_time(before, Clock.REPEAT_SURVEY_NOTICE):
        return []
    last = deadlines.due_on(Clock.REPEAT_SURVEY_NOTICE, before.report_on)
    return [
        f"A repeat survey could be ordered from {before.reference} until {last:%B %-d, %Y}. "
        "A verification survey of an action plan may still be possible."
    ]


def in_time_for_a_verification(application, before) -> list[str]:
    if deadlines.in_time(application, Clock.FINAL_DEADLINE):
        return []
    return ["A verification survey can be ordered up to the final deadline, and that has passed."]


IN_TIME = {Kind.REPEAT: in_time_for_a_repeat, Kind.VERIFICATION: in_time_for_a_verification}
