"""A proposal that is taken back before anybody was written to: as if it had not been made, but for the history."""

import datetime

from django.conf import settings
from django.db import transaction

from qcp import clock
from qcp.deadlines.kinds import Kind as Clock
from qcp.deadlines.models import Deadline
from qcp.notices.outbox import take_back
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import OutOfDate

from .. import notices
from ..answers import standing
from ..states import State
from . import pairing

TOO_LATE = "The letters are on their way, so this can no longer be undone. The surveyor can still be taken off."
BECAUSE = "the proposal was undone"


def undo_until(survey):
    """The moment until which the proposal can be undone, or None once it cannot."""
    if survey.state != State.PROPOSED or standing(survey).exclude(answer="").exists():
        return None
    proposed = survey.history.filter(move="propose").order_by("-version").first()
    until = proposed.at + datetime.timedelta(seconds=settings.UNDO_SECONDS)
    return until if clock.now() < until else None


@transaction.atomic
def undo_proposal(survey, *, by):
    """Nobody was written to yet: the questions and letters go, and the clock for naming a surveyor runs as before."""
    survey = hold(survey)
    if undo_until(survey) is None:
        raise OutOfDate(TOO_LATE)
    occasion = f"v{survey.version}"
    with advance(survey, "unassign", by=by, note="Undone before anybody was written to.") as survey:
        if not take_back(survey, occasion, notices.SURVEYOR_ASKED, notices.PRACTICE_ASKED):
            raise OutOfDate(TOO_LATE)
        pairing.start_again(survey, because=BECAUSE, since=named_since(survey.application))
    return survey


def named_since(application):
    """The day from which the clock ran that the proposal had closed."""
    ran = Deadline.objects.of(application).filter(kind=Clock.SURVEYOR_NAMED).order_by("-opened_at").first()
    return ran and ran.starts_on
