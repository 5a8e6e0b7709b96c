"""What is missing in step 1."""

from .gap import Gap, gaps_of_topics, has_answers

STEP = "eligibility"


def gaps(application) -> list[Gap]:
    """The questions, and a score and a webinar that are valid today."""
    return [*gaps_of_topics(application, STEP), *(Gap(text, step=STEP) for text in application.bars)]


def begun(application) -> bool:
    return has_answers(application, STEP)
