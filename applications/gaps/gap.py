"""One missing thing, in a sentence that knows where it can be put right."""

from django.urls import reverse

FROM_BEFORE = "the answers come from your last application."


class Gap(str):
    """Reads as its sentence. step, topic: the page; name: the field on it."""

    step: str
    topic: str
    name: str

    def __new__(cls, sentence: str, *, step: str, topic: str = "", name: str = ""):
        gap = super().__new__(cls, sentence)
        gap.step, gap.topic, gap.name = step, topic, name
        return gap

    def url(self, application) -> str:
        """The page where it is put right, at the very field."""
        part = [application.pk, self.step, *([self.topic] if self.topic and self.topic != self.step else [])]
        address = reverse("applications:topic" if len(part) == 3 else "applications:step", args=part)
        return f"{address}#id_{self.name}" if self.name else address


def gaps_of_topics(application, step: str) -> list[Gap]:
    """Everything missing or wrong on the pages of questions of a step, and pages that nobody looked through yet."""
    found = [
        Gap(text, step=step, topic=topic.slug, name=item.name)
        for topic in application.topics(step)
        for item, text in topic.found(application.facts)
    ]
    incomplete = {gap.topic for gap in found}
    return found + [
        Gap(f"Look through “{topic.title}”: {FROM_BEFORE}", step=step, topic=topic.slug)
        for topic in application.topics(step)
        if topic.slug in application.unread_topics and topic.slug not in incomplete
    ]


def has_answers(application, step: str) -> bool:
    return any(topic.is_begun(application.facts) for topic in application.topics(step))


def unanswered_returns(application, step: str) -> list[Gap]:
    """What came back waits for a word from the practice."""
    return [
        Gap(f"Answer QCP staff: say what you changed, or why not.{about(asked)}", step=step, name=f"answer-{asked.pk}")
        for asked in application.open_returns.get(step, [])
    ]


def about(asked) -> str:
    return f" They asked about “{asked.asked}”" if asked.asked else ""
