"""Starting, ending, moving and pausing clocks. Called by the actions whose events do that, in their transaction."""

from qcp import clock

from . import schedule
from .kinds import Kind
from .lengths import add_days, business_days_after, business_days_between, days_between
from .models import Deadline, Pause, Status
from .table import RULES, length_of
from .words import explain, explanation  # noqa: F401  part of what the actions of other apps call


def open(subject, kind, *, because: str, start=None, due=None, assignee=None) -> Deadline:
    """Start a clock. `start` is day 0 (today unless given); `due` is given only where a decision sets the date."""
    kind, start = Kind(kind), start or clock.today()
    deadline = Deadline(
        kind=kind,
        case_id=subject.case_id,
        subject_label=subject._meta.label,
        subject_id=subject.pk,
        practice_id=practice_of(subject),
        owner=RULES[kind].owner,
        assignee=assignee,
        opened_because=because,
        length="" if due else str(length_of(kind)),
        zone=str(clock.zone()),
        starts_on=start,
        due_on=due or due_on(kind, start),
    )
    return begin(deadline)


def begin(deadline) -> Deadline:
    schedule.skip_the_past(deadline)
    deadline.wake_at = schedule.next_wake(deadline)
    deadline.save(force_insert=True)
    return deadline


def practice_of(subject):
    """The practice concerned: the record's own, or that of the application it belongs to."""
    own = getattr(subject, "practice_id", None)
    return own or getattr(getattr(subject, "application", None), "practice_id", None)


def due_on(kind, start):
    """The last day in time of a clock that starts on `start`."""
    return length_of(Kind(kind)).after(start)


def running(subject, kind) -> Deadline | None:
    """The open clock of this kind, be it paused or overdue."""
    return Deadline.objects.of(subject).running().filter(kind=kind).first()


def in_time(subject, kind) -> bool:
    """Is the clock running, and its last day not over yet?"""
    deadline = running(subject, kind)
    return deadline is not None and not deadline.is_overdue


def close(subject, kind) -> Deadline | None:
    """It was done: met when in time, missed otherwise. Without a running clock nothing happens."""
    deadline = hold(subject, kind)
    if deadline:
        end(deadline, Status.MISSED if deadline.is_overdue else Status.MET)
    return deadline


def cancel(subject, *kinds) -> None:
    """It need not be done any more."""
    for kind in kinds:
        deadline = hold(subject, kind)
        if deadline:
            end(deadline, Status.CANCELLED)


def cancel_case(case) -> None:
    """Nothing in this case is owed any more."""
    Deadline.objects.of_case(case.pk).running().update(status=Status.CANCELLED, closed_at=clock.now(), wake_at=None)


def hold(subject, kind) -> Deadline | None:
    return Deadline.objects.of(subject).running().select_for_update().filter(kind=kind).first()


def end(deadline, status) -> None:
    deadline.status, deadline.closed_at, deadline.wake_at = status, clock.now(), None
    deadline.save(update_fields=["status", "closed_at", "wake_at"])


def move(subject, kind, *, to, because: str) -> Deadline | None:
    """A decision sets a new last day: the clock ends as moved, and its successor runs from the same start."""
    old = hold(subject, kind)
    if old is None:
        return None
    end(old, Status.MOVED)
    kept = (
        "case_id",
        "subject_label",
        "subject_id",
        "practice_id",
        "owner",
        "assignee_id",
        "zone",
        "starts_on",
        "entry",
    )
    new = Deadline(
        **{name: getattr(old, name) for name in kept},
        kind=old.kind,
        opened_because=because,
        due_on=to,
        sequence=old.sequence + 1,
    )
    old.moved_to = begin(new)
    old.save(update_fields=["moved_to"])
    return new


def pause(subject, kind, *, because: str) -> None:
    """One of the staff's own clocks waits while others act. Clocks of the policies never wait."""
    if not RULES[Kind(kind)].pauses:
        raise ValueError(f"The clock {kind} does not pause.")
    deadline = hold(subject, kind)
    if deadline and deadline.status == Status.RUNNING and not deadline.is_overdue:
        Pause.objects.create(deadline=deadline, because=because, from_on=clock.today())
        deadline.status, deadline.wake_at = Status.PAUSED, None
        deadline.save(update_fields=["status", "wake_at"])


def resume(subject, kind) -> None:
    """The paused clock goes on: what was left at the pause is left from today."""
    deadline = hold(subject, kind)
    if deadline is None or deadline.status != Status.PAUSED:
        return
    rest = deadline.pauses.get(until_on=None)
    rest.until_on = clock.today()
    rest.save(update_fields=["until_on"])
    if rest.until_on > rest.from_on:
        deadline.due_on = with_the_days_left(deadline, rest)
        deadline.sequence += 1
    deadline.status = Status.RUNNING
    deadline.wake_at = schedule.next_wake(deadline)
    deadline.save(update_fields=["status", "due_on", "sequence", "wake_at"])


def with_the_days_left(deadline, rest):
    if deadline.in_business_days:
        return business_days_after(rest.until_on, business_days_between(rest.from_on, deadline.due_on))
    return add_days(rest.until_on, days_between(rest.from_on, deadline.due_on))
