"""How far an application is, for the hub and the check page: read from the same gaps that bar the submission."""

from dataclasses import dataclass

from django.urls import reverse

from applications.states import State
from applications.steps import STEPS, Step

STATUSES = {
    "complete": ("Complete", ""),
    "in_progress": ("In progress", "now"),
    "not_started": ("Not started", ""),
    "returned": ("Returned", "warn"),
    "cannot_start": ("Cannot start yet", ""),
}

NEXT = {  # who acts now, and on what
    State.DRAFT: "the practice completes the six steps, and a signatory submits the application.",
    State.SUBMITTED: "QCP staff check that the application is complete, and accept it or return single steps.",
    State.RETURNED: "the practice changes what was asked for, answers each returned step, and submits again.",
    State.SURVEY_READY: "QCP staff name a surveyor. Both sides declare conflicts of interest; then there is a date.",
    State.IN_SURVEY: "the surveyor visits. A reviewer assesses the findings, and the practice receives its report.",
    State.IN_COMPLIANCE: "the practice plans a remedy for each requirement, and then shows that it works.",
    State.CERTIFIED: "nothing is owed. The practice is certified.",
    State.DENIED: "the practice may appeal, or apply anew.",
    State.LAPSED: "the practice may appeal, or apply anew.",
    State.WITHDRAWN: "nothing is owed. The practice may open a new application.",
}


@dataclass
class Row:
    """One step as the hub shows it."""

    step: Step
    url: str
    state: str
    gaps: list
    why: str = ""

    @property
    def title(self) -> str:
        return f"{self.step.number}. {self.step.title}"

    @property
    def status(self) -> str:
        return STATUSES[self.state][0]

    @property
    def tone(self) -> str:
        return STATUSES[self.state][1]

    @property
    def plain(self) -> bool:
        """Completed is said in plain words, so that the eye goes to what is left."""
        return self.state == "complete"


@dataclass
class Onward:
    """Where somebody who comes back goes on: the first page that lacks something."""

    title: str
    url: str


def onward(application, steps: list[Row]) -> Onward | None:
    """Of the first step that can be worked on and is not complete; None when nothing is left."""
    for row in steps:
        if row.url and row.gaps:
            gap = row.gaps[0]
            pages = {topic.slug: topic.title for topic in application.topics(row.step.slug)}
            part = pages.get(gap.topic)
            title = row.title if part in (None, row.step.title) else f"{row.title}, {part}"
            return Onward(title, gap.url(application).split("#")[0])
    return None


def rows(application) -> list[Row]:
    """The six steps, each with its status and what it still lacks."""
    gaps = {step.slug: step.gaps(application) for step in STEPS}
    return [row(application, step, gaps) for step in STEPS]


def row(application, step: Step, gaps: dict) -> Row:
    waiting = [each for each in STEPS if each.slug in step.needs and gaps[each.slug]]
    begun = not gaps[step.slug] or step.asks.begun(application)
    url = reverse("applications:step", args=[application.pk, step.slug])
    if waiting and not begun and gaps[step.slug]:
        names = " and ".join(f"step {each.number}" for each in waiting)
        return Row(step, "", "cannot_start", gaps[step.slug], f"Complete {names} first.")
    if step.slug in application.open_returns:
        reasons = [each.in_words for each in application.open_returns[step.slug]]
        return Row(step, url, "returned", gaps[step.slug], " ".join(reasons))
    state = "complete" if not gaps[step.slug] else "in_progress" if begun else "not_started"
    return Row(step, url, state, gaps[step.slug])
