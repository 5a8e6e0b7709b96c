"""What the clocks do by themselves: remind, tell what was missed, carry out what follows. Safe to run at any time."""

import datetime
import logging

from django.db import transaction

from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.actions import action
from qcp.workflow.advance import hold
from qcp.workflow.refusals import Refused
from qcp.workflow.system import SYSTEM

from . import notices, schedule
from .lengths import add_days
from .models import Deadline, Status

logger = logging.getLogger(__name__)
AN_HOUR = datetime.timedelta(hours=1)


def sweep() -> int:
    """Look at every clock that is due now, each in a transaction of its own; how many there were."""
    now = clock.now()
    due = list(Deadline.objects.asleep_until(now))
    for deadline in due:
        try:
            with transaction.atomic():
                look_at(deadline, now)
        except Exception:
            logger.exception("Deadline %s could not be dealt with; the next try is in an hour.", deadline.pk)
            Deadline.objects.asleep_until(now).filter(pk=deadline.pk).update(wake_at=now + AN_HOUR)
    return len(due)


def look_at(seen: Deadline, now: datetime.datetime) -> None:
    """Lock the record's case first, as every act does, and leave alone what somebody dealt with meanwhile."""
    subject = hold(seen.subject)
    deadline = Deadline.objects.asleep_until(now).select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if deadline is None:
        return
    deadline.about = subject
    stage = schedule.stage(deadline, clock.on(now))
    if stage == schedule.MISSED:
        miss(deadline, subject)
    elif stage is not None:
        remind(deadline, subject, stage)
    deadline.wake_at = schedule.next_wake(deadline)
    deadline.save(update_fields=["reminded", "missed_at", "status", "closed_at", "wake_at"])
    if deadline.missed_at and deadline.rule.lapse and deadline.is_open:
        lapse(deadline, subject)


def remind(deadline, subject, stage: int) -> None:
    """The latest reminder that was reached, once; those slept through are not made up for."""
    deadline.reminded = stage
    tell(notices.REMINDER, deadline, subject, deadline.debtors(), occasion=stage)


def miss(deadline, subject) -> None:
    """The last day is over: say so once. What nobody owes any more closes by itself."""
    deadline.missed_at = clock.now()
    if deadline.rule.tells:
        tell(notices.MISSED, deadline, subject, deadline.debtors(), occasion="missed")
    if deadline.rule.stays:
        tell(notices.OVERDUE, deadline, subject, notices.OVERDUE.to, occasion="overdue")
    else:
        deadline.status, deadline.closed_at = Status.MISSED, clock.now()


def tell(notice, deadline, subject, people, *, occasion) -> None:
    enqueue(notice, subject, occasion=f"{deadline.pk}/{occasion}", to=people, deadline=deadline)


def lapse(deadline, subject) -> None:
    """What follows from a missed last day, through the one door. Held back by a guard, it is tried again next day."""
    still_open = Deadline.objects.running().filter(pk=deadline.pk)
    try:
        action(subject, deadline.rule.lapse)(subject, by=SYSTEM)
        still_open.update(status=Status.MISSED, closed_at=clock.now(), wake_at=None)
    except Refused as refusal:
        logger.info("Deadline %s: held (%s)", deadline.pk, refusal)
        tomorrow = schedule.midnight(add_days(clock.today(), 1), deadline.zone)
        still_open.update(wake_at=tomorrow)
