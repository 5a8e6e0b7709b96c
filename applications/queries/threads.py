"""What the office asked for and what the practice answered, question by question, as both sides read it."""

from dataclasses import dataclass

from applications.steps import BY_SLUG


@dataclass
class Thread:
    """Everything said about one question, or about a step as a whole, the oldest first."""

    application: object
    step: str
    question: str
    returns: list

    @property
    def last(self):
        return self.returns[-1]

    @property
    def label(self) -> str:
        return self.last.asked

    @property
    def title(self) -> str:
        step = BY_SLUG[self.step]
        return f"Step {step.number}, {step.title}" + (f": {self.label}" if self.label else "")

    @property
    def waits(self) -> bool:
        return not self.last.reply

    @property
    def answer_now(self) -> str:
        """How the question is answered today, when it was answered otherwise as it came back."""
        known = self.application.item(self.question) if self.question else None
        return known[2].shown if known and known[2].shown != self.last.answer_then else ""


def of_application(application) -> list[Thread]:
    """Every thread, in the order in which they began."""
    found: dict[tuple, list] = {}
    for each in application.step_returns.select_related("returned_by", "replied_by").order_by("returned_at", "pk"):
        found.setdefault((each.step, each.question), []).append(each)
    return [Thread(application, *key, returns) for key, returns in found.items()]


def of_step(application, step: str) -> list[Thread]:
    return [thread for thread in of_application(application) if thread.step == step]
