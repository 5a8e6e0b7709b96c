"""All questions of an application, by version. An application keeps the version it was opened with."""

from .eligibility import ELIGIBILITY
from .questionnaire import QUESTIONNAIRE
from .schema import Topic
from .survey_dates import SURVEY_DATES

CURRENT = "2026-1"
VERSIONS: dict[str, dict[str, tuple[Topic, ...]]] = {
    "2026-1": {"eligibility": (ELIGIBILITY,), "questionnaire": QUESTIONNAIRE, "survey-dates": (SURVEY_DATES,)},
}


def topics_of(version: str, step: str) -> tuple[Topic, ...]:
    """The pages of questions of one step; none for steps that ask no questions."""
    return VERSIONS[version].get(step, ())
