"""What the office asks for when it sends an application back: whole steps, or single questions of them."""

from dataclasses import dataclass

from applications.models import StepReturn
from applications.steps import BY_SLUG
from qcp import clock


@dataclass(frozen=True)
class Asked:
    """One thing to be changed. `question` and `label` are empty where it concerns the step as a whole."""

    step: str
    reason: str
    question: str = ""
    label: str = ""
    answer: str = ""

    @property
    def title(self) -> str:
        title = BY_SLUG[self.step].title
        return f"{title}, “{self.label}”" if self.label else title


def asked_for(application, steps: dict[str, str], questions: dict[str, str]) -> list[Asked]:
    """Only known steps and questions, and only with a reason."""
    found = [Asked(slug, reason.strip()) for slug, reason in steps.items() if slug in BY_SLUG and reason.strip()]
    for name, reason in questions.items():
        if reason.strip() and (known := application.item(name)):
            step, _, item = known
            found.append(Asked(step, reason.strip(), name, item.label, item.shown))
    return found


def write(application, asked: list[Asked], by) -> None:
    """In one moment, so that what belongs together is known as one return."""
    at = clock.now()
    StepReturn.objects.bulk_create(
        StepReturn(
            application=application,
            step=each.step,
            reason=each.reason,
            question=each.question,
            asked=each.label[:400],
            answer_then=each.answer,
            returned_by=by,
            returned_at=at,
        )
        for each in asked
    )
