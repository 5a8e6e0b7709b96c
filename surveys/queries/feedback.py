"""What the feedback on a surveyor comes to, once enough practices have answered."""

from collections import Counter
from dataclasses import dataclass

from ..feedback import FEWEST, QUESTIONS, Side
from ..models import Feedback


@dataclass(frozen=True)
class Average:
    """One question, over all practices that answered."""

    question: str
    mean: float

    def __str__(self):
        return f"{self.question} {self.mean:.1f} of 5"


def averages(surveyor) -> list[Average]:
    """Nothing at all before five different practices have answered: nobody can be told from a figure."""
    given = Feedback.objects.filter(survey__surveyor=surveyor, side=Side.PRACTICE)
    rows = list(given.values_list("survey__application__practice", "marks"))
    if len({practice for practice, _ in rows}) < FEWEST:
        return []
    sums, counts = Counter(), Counter()
    for _, marks in rows:
        sums.update(marks)
        counts.update(marks.keys())
    return [Average(words, sums[k] / counts[k]) for k, words in QUESTIONS[Side.PRACTICE].items() if counts[k]]
