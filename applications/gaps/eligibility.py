"""What is missing in step 1."""

from applications import qualification
from qcp import clock

from .gap import Gap, gaps_of_topics, has_answers

STEP = "eligibility"


def gaps(application) -> list[Gap]:
    """The questions, and a score and a webinar that are valid today."""
    barred = qualification.problems(application.practice, clock.today())
    return [*gaps_of_topics(application, STEP), *(Gap(text, step=STEP) for text in barred)]


def begun(application) -> bool:
    return has_answers(application, STEP)
