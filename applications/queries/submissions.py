"""What was answered at each submission, and field by field what the later one says differently."""

from dataclasses import dataclass

from applications.steps import STEPS


@dataclass(frozen=True)
class Difference:
    """One question that two submissions answer otherwise, in words."""

    topic: str
    label: str
    before: str
    after: str


def sent_at(application) -> list:
    """The moments at which it was submitted, the first one first."""
    return list(application.history.filter(move="submit").order_by("version").values_list("at", flat=True))


def answers_at(application, moment) -> dict[str, str]:
    """The answers as they stood then: of each question the last that was saved by that moment."""
    rows = application.answers.filter(saved_at__lte=moment).order_by("revision", "pk")
    return dict(rows.values_list("name", "value"))


def items_with(application, answers: dict[str, str]) -> dict:
    """Name -> (page of questions, question), as these answers make them asked."""
    facts = application.facts.with_answers({})
    facts.answers = answers
    topics = [topic for step in STEPS for topic in application.topics(step.slug)]
    return {item.name: (topic, item) for topic in topics for item in topic.items(facts)}


def differences(application) -> list[Difference]:
    """The last submission against the one before it; nothing while there was only one."""
    moments = sent_at(application)
    if len(moments) < 2:
        return []
    before, after = (items_with(application, answers_at(application, moment)) for moment in moments[-2:])
    return [
        Difference(topic.title, item.label, shown(before, name), shown(after, name))
        for name, (topic, item) in {**before, **after}.items()
        if shown(before, name) != shown(after, name)
    ]


def shown(items: dict, name: str) -> str:
    """The answer as people read it; nothing where the question was not asked."""
    return items[name][1].shown if name in items else ""


def changed_since(application, moment) -> dict[str, list[str]]:
    """Page of questions -> the names of the questions that were answered anew after that moment."""
    changed: dict[str, list[str]] = {}
    rows = application.answers.current().filter(saved_at__gt=moment).order_by("pk")
    for topic, name in rows.values_list("topic", "name"):
        changed.setdefault(topic, []).append(name)
    return changed
