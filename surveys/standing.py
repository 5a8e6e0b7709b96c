"""Where a survey stands, in words for the practice: what is happening, who acts next, and what the practice does."""

from dataclasses import dataclass

from .states import State


@dataclass(frozen=True)
class Standing:
    happening: str
    next: str
    tone: str = "now"


STANDINGS = {
    State.UNASSIGNED: Standing("We are looking for a surveyor.", "QCP staff name a surveyor and tell you who it is."),
    State.PROPOSED: Standing(
        "A surveyor has been named.",
        "You and the surveyor each declare whether there is a conflict of interest. The date is set after that.",
    ),
    State.CONFIRMED: Standing(
        "You and the surveyor have declared that there is no conflict of interest.",
        "QCP staff set the date, from the days that you offered.",
    ),
    State.SCHEDULED: Standing("The date is set.", "Prepare for the visit as listed below.", "good"),
    State.IN_PROGRESS: Standing("The survey is under way.", "The surveyor hands in the findings after the last visit."),
    State.FINDINGS_SUBMITTED: Standing(
        "The survey has been held.", "QCP staff check that the findings are complete. You need not do anything.", "good"
    ),
    State.REPORT_COMPLETED: Standing(
        "The survey has been held, and its report is complete.",
        "A Committee Reviewer assesses it; you receive the Certification Compliance Report.",
        "good",
    ),
    State.CANCELLED: Standing("This survey was cancelled.", "Nothing more happens here.", ""),
}


def standing_of(survey) -> Standing:
    return STANDINGS[State(survey.state)]
