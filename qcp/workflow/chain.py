"""The history of a case as a chain of hashes: what was written once cannot be changed unseen."""

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar

from qcp import clock

from .models import Case
from .system import SYSTEM

FIELDS = ("case_id", "seq", "subject_id", "version", "at", "actor_id", "move", "source", "target", "note", "policy")

WATCHED: ContextVar[list | None] = ContextVar("lines of history that a rehearsal looks at", default=None)


@contextmanager
def watched():
    """Yields a list that gets every line written inside, in whatever case: what an act moves, seen from one place."""
    lines: list = []
    token = WATCHED.set(lines)
    try:
        yield lines
    finally:
        WATCHED.reset(token)


def begin(subject, *, by, note: str = "") -> None:
    """Write the first line of a new record: it was opened, by whom. Call once, right after creating it."""
    subject.case = Case.objects.select_for_update().get(pk=subject.case_id)
    write_line(subject, by=by, move="open", source="", target=subject.state, note=note, policy="")


def write(subject, step, *, by, note: str) -> None:
    """Write the line of a move that is about to be saved. The record's case is the locked one, just read."""
    policy = step.custom["policy"]
    write_line(subject, by=by, move=step.name, source=step.source, target=subject.state, note=note, policy=policy)


def write_line(subject, *, by, **line) -> None:
    case = subject.case
    history = subject.history.model(
        case=case,
        seq=case.seq + 1,
        subject=subject,
        version=subject.version,
        at=clock.now(),
        actor=None if by is SYSTEM else by,
        prev_hash=case.head,
        **line,
    )
    history.hash = digest(history)
    history.save(force_insert=True)
    if (seen := WATCHED.get()) is not None:
        seen.append(history)
    case.seq, case.head = history.seq, history.hash
    case.save(update_fields=["seq", "head"])


def digest(line) -> str:
    """SHA-256 over the line before it and every field of this one, in canonical JSON."""
    content = {name: getattr(line, name) for name in FIELDS}
    content["table"] = line._meta.label
    return hashlib.sha256(f"{line.prev_hash}{canonical(content)}".encode()).hexdigest()


def plain(value) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=plain).encode
