"""What a surveyor keeps of their own entry on the roster, and the reminders about papers that run out."""

from django.db import transaction

from qcp import clock
from qcp.accounts.models import Role
from qcp.deadlines.lengths import days_between
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices
from ..models import Credential, StandingConflict, Surveyor

STAGES = (0, 1, 7, 14, 30, 60)  # days before the last day of a paper


def entry_of(user) -> Surveyor:
    """Their own entry, held while it is changed."""
    return Surveyor.objects.select_for_update().get(pk=user.pk)


@transaction.atomic
def move_home(user, *, entry: Surveyor) -> None:
    """Distances are counted from where the surveyor lives: city and US state, as their form filled them in."""
    if entry_of(user) != entry:
        raise NotAllowed("Only the surveyor says where they live.")
    entry.save(update_fields=["city", "state"])


@transaction.atomic
def report_paper(user, *, kind: str, number: str, expires_on) -> Credential:
    """A renewed paper. It counts once staff have checked it."""
    surveyor = entry_of(user)
    if surveyor.credentials.filter(kind=kind, expires_on=expires_on).exists():
        raise NotReady("This paper with this last day is on your entry already.")
    return surveyor.credentials.create(kind=kind, number=number, expires_on=expires_on, to_check=True)


@transaction.atomic
def declare_connection(user, *, told: str, ended_on=None) -> StandingConflict:
    """An organisation that this surveyor must not survey, in their own words. Why is not asked."""
    return entry_of(user).standing_conflicts.create(told=told, ended_on=ended_on)


@transaction.atomic
def end_connection(user, pk, *, on) -> None:
    """The connection is over; it still rules the surveyor out for the years that the program looks back."""
    standing = entry_of(user).standing_conflicts.filter(pk=pk, ended_on=None).first()
    if standing is None:
        raise NotReady("This connection is not on your entry, or has ended already.")
    standing.ended_on = on
    standing.save(update_fields=["ended_on"])


def remind_of_papers() -> None:
    """A letter at each stage before a paper runs out and on its last day; safe to run any number of times."""
    for surveyor in Surveyor.objects.filter(user__is_active=True, user__role=Role.SURVEYOR).for_list():
        for paper in surveyor.standing_papers():
            left = days_between(clock.today(), paper.expires_on)
            if 0 <= left <= max(STAGES):
                stage = min(days for days in STAGES if left <= days)
                remind(surveyor, paper, stage, left)


@transaction.atomic
def remind(surveyor, paper, stage: int, left: int) -> None:
    enqueue(notices.PAPER_RUNS_OUT, surveyor, occasion=f"paper-{paper.pk}-{stage}", paper=paper, left=left)
