"""What letters are about, as their readers sort them: which may come once a day, and which stay in the portal."""

from dataclasses import dataclass

from django.db import models


class Way(models.TextChoices):
    """How a letter reaches its reader. It always stands in the inbox."""

    AT_ONCE = "at-once", "By e-mail at once"
    DAILY = "daily", "Named in one e-mail a day"
    PORTAL = "portal", "In the portal only"


@dataclass(frozen=True)
class Topic:
    """A shelf of letters. `ways`: what its reader may choose from, the first unless they say otherwise."""

    key: str
    title: str
    covers: str
    ways: tuple[Way, ...] = tuple(Way)

    @property
    def is_fixed(self) -> bool:
        return len(self.ways) == 1


LEGAL = Topic(
    "legal",
    "Decisions and legal letters",
    "Decisions, certificates, reports, returned and refused requests, revocation and appeal, fees, visits with their "
    "invitations, missed dates, your account. Some of them start a clock on the day they reach you.",
    (Way.AT_ONCE,),
)
TASKS = Topic("tasks", "Work that waits for you", "Something needs your answer, a file or a look.", tuple(Way)[:2])
REMINDERS = Topic("reminders", "Reminders", "A day comes near on which something is owed.", tuple(Way)[:2])
RECEIPTS = Topic("receipts", "Receipts", "What you sent has arrived, was paid or was noted.")
NEWS = Topic("news", "News", "What others did in a case of yours; nothing is asked of you.")

TOPICS: dict[str, Topic] = {topic.key: topic for topic in (LEGAL, TASKS, REMINDERS, RECEIPTS, NEWS)}
