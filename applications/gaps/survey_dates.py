"""What is missing in step 6."""

from .gap import Gap, gaps_of_topics, has_answers

STEP = "survey-dates"


def gaps(application) -> list[Gap]:
    return gaps_of_topics(application, STEP)


def begun(application) -> bool:
    return has_answers(application, STEP)
