"""Writing letters into the outbox, in the transaction that makes them true; sending them is another file's work."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from qcp import clock
from qcp.celery import app as jobs

from . import editions, letters, wishes
from .models import Message
from .registry import Notice
from .wording import filled

logger = logging.getLogger(__name__)
PENDING = Message.Delivery.PENDING
HELD_BACK = (PENDING, Message.Delivery.GATHERED, Message.Delivery.PORTAL)


@dataclass(frozen=True)
class Enclosure:
    """A text file that goes with a letter."""

    name: str
    content_type: str
    content: str


@dataclass(frozen=True)
class Newcomer:
    """Someone who is written to before having an account."""

    email: str

    @property
    def name(self) -> str:
        return self.email

    @property
    def pk(self) -> str:
        """Of one length, however long the address."""
        return hashlib.sha256(self.email.lower().encode()).hexdigest()


def enqueue(
    notice: Notice,
    about,
    occasion: str | None = None,
    to=None,
    delay_seconds: int = 0,
    enclose=None,
    instead="",
    **context,
) -> None:
    """Write one letter per recipient, already addressed and rendered. Asking twice for an occasion writes once.

    about: the record; it has `people(role)`, `get_absolute_url()`. occasion: by default its latest move.
    to: instead of the notice's own roles: roles, people, or bare addresses (of those who have no account yet).
    delay_seconds: hold it back that long, so that the act can still be undone. context: more words for the templates.
    enclose: a function from the reader to the Enclosure that goes with their letter, or to None.
    instead: what somebody wrote for this occasion in place of the body.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("enqueue() belongs inside the transaction that makes it true.")
    occasion = occasion or f"v{about.version}"
    context |= {"about": about, "url": context.get("url") or absolute(about)}
    now = clock.now()
    later = now + timedelta(seconds=delay_seconds)
    times = {"created_at": now, "not_before": later, "try_at": later}
    words = editions.in_force(notice)
    messages = [
        enclosing(
            addressed(notice, about, occasion, reader, given, context, words, instead), enclose and enclose(reader)
        )
        for reader, given in beginnings(notice, list(readers(about, notice.to if to is None else to)), times)
    ]
    if messages:
        # "Do nothing" for this one key only: SQLite's own way of ignoring conflicts would hide every other fault too.
        Message.objects.bulk_create(
            messages, update_conflicts=True, unique_fields=["dedupe_key"], update_fields=["dedupe_key"]
        )
        nudge_on_commit()
    else:
        logger.warning("%s about %s has nobody to go to.", notice.key, about)


def beginnings(notice: Notice, meant: list, times: dict) -> list[tuple]:
    """Each reader, with the times of their letter and how it begins: as they asked, or at once."""
    begins = wishes.deliveries(notice, meant)
    return [(reader, times | {"delivery": begins.get(reader.pk, PENDING)}) for reader in meant]


def draft(notice: Notice, about, **context) -> str:
    """The body that a letter would have now, for somebody to write on before it is sent."""
    reader = next(readers(about, notice.to), Newcomer(settings.PROGRAM_MAILBOX))
    facts = notice.words.found({"url": absolute(about), **context, "about": about, "user": reader})
    return filled(editions.in_force(notice).texts, "body", facts["body"]).strip()


def take_back(about, occasion: str, *notices: Notice) -> bool:
    """Letters held back for undoing are never written after all. False when one of them has gone out already."""
    keys = [notice.key for notice in notices]
    letters = Message.objects.filter(subject_id=about.pk, occasion=occasion, notice__in=keys)
    held_back = letters.filter(delivery__in=HELD_BACK, fence=0, not_before__gt=clock.now())
    held_back.delete()
    return not letters.exists()


def absolute(about) -> str:
    return f"{settings.BASE_URL}{about.get_absolute_url()}"


def readers(about, to: Iterable) -> Iterator:
    """Everyone meant, each once, without those who stepped off the case."""
    seen = set(off_the_case(about))
    for item in to:
        for reader in people(about, item):
            if reader.pk not in seen:
                seen.add(reader.pk)
                yield reader


def people(about, item) -> Iterable:
    """A role of the record, a bare address, or a person."""
    if not isinstance(item, str):
        return [item]
    return [Newcomer(item)] if "@" in item else about.people(item)


def off_the_case(about) -> Iterable:
    case = getattr(about, "case", None)
    return case.recusals.values_list("user_id", flat=True) if case else []


def addressed(notice, about, occasion, reader, given, context: dict, words: editions.InForce, instead="") -> Message:
    context = {**context, "user": reader}
    facts = notice.words.found(context)
    subject, body = letters.put(words.texts, facts, context, instead)
    return Message(
        notice=notice.key,
        occasion=occasion,
        dedupe_key=f"{notice.key}:{about.pk}:{occasion}:{reader.pk}",
        case_id=getattr(about, "case_id", None),
        subject_label=about._meta.label,
        subject_id=about.pk,
        recipient=None if isinstance(reader, Newcomer) else reader,
        address=reader.email,
        subject=subject,
        body=body,
        facts={} if notice.private else facts,
        edition=words.number,
        url=context["url"].removeprefix(settings.BASE_URL),
        **given,
    )


def enclosing(message: Message, enclosed: Enclosure | None) -> Message:
    """The letter with the file that goes with it, if one does; then it goes out at once."""
    if enclosed:
        message.delivery = PENDING
        message.enclosure, message.enclosure_name = enclosed.content, enclosed.name
        message.enclosure_type = enclosed.content_type
    return message


def nudge_on_commit() -> None:
    """One nudge per transaction, however many letters it wrote."""
    if not any(nudge in waiting for waiting in connection.run_on_commit):
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Wake a worker now. May fail without harm: the sweep of every minute delivers anyway."""
    try:
        jobs.send_task("notices.deliver_due", retry=False, expires=60, ignore_result=True)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the broker, the act itself is done
        logger.warning("The worker could not be nudged (%s); the next sweep delivers.", error)
