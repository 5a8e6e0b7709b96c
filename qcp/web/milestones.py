"""The five milestones of the way to certification, in our own words: one list for the public page and every tracker."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Milestone:
    slug: str
    title: str
    text: str


MILESTONES = (
    Milestone(
        "scores",
        "Measure your care in QOPI",
        "Your practice abstracts charts for the measures of the QCP track. With enough charts and an overall quality "
        "score of 75 % or more on the final report you can apply; that score counts for one year.",
    ),
    Milestone(
        "application",
        "Apply",
        "After the webinar, six steps: eligibility, agreements, a questionnaire about the practice, the fee, your "
        "policies, and dates that suit you for a survey. They can be filled in over weeks and by several people.",
    ),
    Milestone(
        "survey",
        "Welcome a surveyor",
        "An oncology nurse visits. You learn who it is first, and both sides answer about conflicts of interest. "
        "Policies, records, conversations and observation show how each standard is met.",
    ),
    Milestone(
        "report",
        "Read your report and act on it",
        "A reviewer of the committee checks the findings and you receive a compliance report, standard by standard. "
        "For anything not yet met you plan a remedy and then show that it works.",
    ),
    Milestone(
        "decision",
        "Receive the decision",
        "With every standard met at every site the practice is certified for three years, with a certificate that "
        "anyone can check and a plaque for the wall.",
    ),
)
