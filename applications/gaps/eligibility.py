"""What is missing in step 1."""

from practices.queries.changes import pending

from .gap import Gap, gaps_of_topics, has_answers
from .proofs import gaps_of_proofs

STEP = "eligibility"


def gaps(application) -> list[Gap]:
    """The questions with their proof, a score and a webinar valid today, and no merger that is not determined yet."""
    bars = [Gap(text, step=STEP) for text in [*application.bars, *mergers(application)]]
    return [*gaps_of_topics(application, STEP), *gaps_of_proofs(application, STEP), *bars]


def mergers(application) -> list[str]:
    """Who merges or is bought cannot say yet who will be certified: the office determines that first."""
    change = pending(application.practice)
    if change is None:
        return []
    return [
        f"{change.get_kind_display()} of {change.happened_on:%B %-d, %Y}: wait until QCP staff have determined "
        "what follows from it, or write to them."
    ]


def begun(application) -> bool:
    return has_answers(application, STEP)
