"""What is missing in step 1."""

from .gap import Gap, gaps_of_topics, has_answers
from .proofs import gaps_of_proofs

STEP = "eligibility"


def gaps(application) -> list[Gap]:
    """The questions with their proof, and a score and a webinar that are valid today."""
    bars = [Gap(text, step=STEP) for text in application.bars]
    return [*gaps_of_topics(application, STEP), *gaps_of_proofs(application, STEP), *bars]


def begun(application) -> bool:
    return has_answers(application, STEP)
