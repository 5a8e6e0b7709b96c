"""What is shown of an application beside its steps: answers in full, clocks, letters and receipts."""

from applications.steps import STEPS
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter

RECEIPT = "application-receipt"


def sections(application) -> list[dict]:
    """Step by step, page by page: every question that is asked, once, with the answer as people read it."""
    return [
        {"step": step, "topic": topic, "items": topic.items(application.facts), "is_single": topic.slug == step.slug}
        for step in STEPS
        for topic in application.topics(step.slug)
    ]


def letters(application):
    """The application's letters and receipts, newest first."""
    return Letter.objects.filter(subject_id=application.pk).order_by("-frozen_at")


def latest(application):
    """The receipt of the last submission, or None."""
    return letters(application).filter(template=RECEIPT).first()


def clocks(application):
    """What runs now, the next date first."""
    return Deadline.objects.of(application).running().order_by("due_on")


def refusals(application) -> list:
    """What bars the practice from applying this way, each kind once."""
    found = [
        each for step in STEPS for topic in application.topics(step.slug) for each in topic.refused(application.facts)
    ]
    return list({each.title: each for each in reversed(found)}.values())[::-1]


def changed(application) -> list:
    """The questions that the last application answered otherwise; nothing when there was none."""
    pages = [topic for step in STEPS for topic in application.topics(step.slug)]
    return [item for topic in pages for item in topic.items(application.facts) if item.shown_before]
