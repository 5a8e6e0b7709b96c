"""Asking both sides about conflicts of interest, and undoing a pairing."""

from django.conf import settings

from qcp import clock
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.notices.outbox import enqueue

from .. import notices
from ..answers import standing
from . import calendar

CAPACITIES = ("surveyor", "practice")
OWN_CLOCKS = (Clock.CONFLICT_ANSWERS, Clock.SURVEY_HELD)


def ask_both(survey) -> None:
    """The surveyor reads the practice's name and city, whoever signs for the practice reads the surveyor's; no more."""
    practice, surveyor = survey.practice, survey.surveyor
    wait = settings.UNDO_SECONDS
    ask(survey, surveyor, notices.SURVEYOR_ASKED, "surveyor", about=f"{practice}, {practice.place}", wait=wait)
    about = f"{surveyor} of {surveyor.surveyor.place}, as your surveyor"
    for signatory in survey.people("signatory"):
        ask(survey, signatory, notices.PRACTICE_ASKED, "practice", about=about, wait=wait)


def ask(survey, user, notice, capacity: str, about: str, wait: int = 0) -> None:
    """wait: seconds for which the letter is held back, so that the proposal can still be undone."""
    question = conflicts.ask(survey, user, capacity=capacity, about=about)
    url = f"{settings.BASE_URL}{question.get_absolute_url()}"
    enqueue(notice, survey, to=[user], delay_seconds=wait, question=question, url=url)


def close_questions(survey) -> None:
    """Nobody has to answer any more; the answers given still stand."""
    standing(survey).filter(answer="").update(withdrawn_at=clock.now())


def undo(survey) -> None:
    """Take back what was arranged with a surveyor: questions, clocks, visits, days in the calendar."""
    conflicts.withdraw(survey, *CAPACITIES)
    deadlines.cancel(survey, *OWN_CLOCKS)
    deadlines.cancel(survey.application, Clock.SURVEYOR_NAMED)
    calendar.clear(survey)


def start_again(survey, *, because: str, since=None) -> None:
    """Without a surveyor, staff have to name another one. since: the day from which their clock runs, if not today."""
    undo(survey)
    deadlines.open(survey.application, Clock.SURVEYOR_NAMED, because=because, start=since)
