"""Asking the sides for their word after the decision, and keeping it."""

from django.conf import settings
from django.urls import reverse

from applications.states import State as ApplicationState
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

from .. import notices
from ..feedback import DECIDED, closed_because, last_day, side_of
from ..models import Feedback, Survey
from ..states import SUBMITTED


def application_decided(application, *, by) -> None:
    """The decision was released: both sides of every survey that was held are asked."""
    if ApplicationState(application.state) not in DECIDED:
        return
    for survey in Survey.objects.of(application).filter(state__in=SUBMITTED).for_list():
        for notice in (notices.FEEDBACK_OF_PRACTICE, notices.FEEDBACK_OF_SURVEYOR):
            enqueue(notice, survey, occasion="feedback", url=page_of(survey), last_day=last_day(application))


def page_of(survey) -> str:
    return f"{settings.BASE_URL}{reverse('surveys:feedback', args=[survey.pk])}"


def give(survey, *, by, marks: dict[str, int], text: str = "") -> Feedback:
    """One side says its word, once."""
    hold(survey)
    survey = Survey.objects.for_list().get(pk=survey.pk)
    side = side_of(survey, by)
    if side is None:
        raise NotAllowed("Feedback is given by whoever signs for the practice, by the surveyor and by QCP staff.")
    if problem := closed_because(survey):
        raise NotReady(problem)
    if survey.feedback.filter(side=side).exists():
        raise NotReady("This side has given its feedback already.")
    return survey.feedback.create(side=side, marks=marks, text=text.strip(), given_by=by)
