"""What the end of an application means for its surveys."""

from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.workflow.system import SYSTEM

from ..models import Survey
from ..states import BEFORE_THE_VISIT
from .survey import cancel

AFTER_THE_VISIT = (Clock.SURVEY_HELD, Clock.FINDINGS_SUBMITTED, Clock.REPORT_ISSUED, Clock.REPEAT_SURVEY_NOTICE)


def application_ended(application, *, by):
    """A survey that has not begun is cancelled; one that was held is kept as it is, and nothing is owed on it."""
    for survey in Survey.objects.of(application):
        if survey.state in BEFORE_THE_VISIT:
            cancel(survey, by=SYSTEM, note=f"The application is now “{application.get_state_display()}”.")
        else:
            deadlines.cancel(survey, *AFTER_THE_VISIT)
