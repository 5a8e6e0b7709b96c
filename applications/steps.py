"""The six steps of an application, as data. Hub, pages, the check and the submission all read these rows."""

from dataclasses import dataclass
from types import ModuleType

from .gaps import agreements, eligibility, payment, policies, questionnaire, survey_dates
from .gaps.gap import Gap, unanswered_returns
from .states import EDITABLE, State


@dataclass(frozen=True)
class Step:
    """slug: names address and template. asks: the module that knows what is missing. needs: steps that come first."""

    number: int
    slug: str
    title: str
    asks: ModuleType
    needs: tuple[str, ...] = ()
    stays_open: bool = False  # the office may ask for changes without returning the application

    def is_settled(self, application) -> bool:
        """Was it sent, and is it out of the practice's hands? Then it stays as it was on that day."""
        if application.state in EDITABLE or not application.submitted_on:
            return False
        return not (self.stays_open and application.state == State.SUBMITTED)

    def gaps(self, application) -> list[Gap]:
        """Everything that is still missing here; nothing means the step is complete. Asked once per object."""
        known = application.__dict__.setdefault("_gaps", {})
        if self.slug not in known and self.is_settled(application):
            known[self.slug] = []
        if self.slug not in known:
            known[self.slug] = [*unanswered_returns(application, self.slug), *self.asks.gaps(application)]
        return known[self.slug]

    def waits_for(self, application) -> list["Step"]:
        """The steps that must be complete before this one can start."""
        return [BY_SLUG[slug] for slug in self.needs if BY_SLUG[slug].gaps(application)]


STEPS = (
    Step(1, "eligibility", "Eligibility", eligibility),
    Step(2, "agreements", "Agreements", agreements),
    Step(3, "questionnaire", "Practice questionnaire", questionnaire),
    Step(4, "payment", "Payment", payment, needs=("eligibility", "agreements")),
    Step(5, "policies", "Policies", policies, stays_open=True),
    Step(6, "survey-dates", "Survey dates", survey_dates),
)
BY_SLUG = {step.slug: step for step in STEPS}


def after(step: Step) -> Step | None:
    """The next step in the order of the list."""
    return next((each for each in STEPS if each.number == step.number + 1), None)
