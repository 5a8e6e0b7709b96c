"""Three-way feedback: who may say what about a survey, and when. It opens with the decision, never before."""

from django.conf import settings
from django.db import models

from applications.states import State as ApplicationState
from qcp import clock
from qcp.deadlines.lengths import add_days

from .policies import signs_for_the_practice
from .states import SUBMITTED

DECIDED = (ApplicationState.CERTIFIED, ApplicationState.DENIED)
FEWEST = 5  # answers below which nobody but staff sees a figure


class Side(models.TextChoices):
    PRACTICE = "practice", "The practice, about the surveyor"
    SURVEYOR = "surveyor", "The surveyor, about the practice"
    STAFF = "staff", "QCP staff, about the survey"


class Mark(models.IntegerChoices):
    ALWAYS = 5, "Fully"
    MOSTLY = 4, "Mostly"
    PARTLY = 3, "Partly"
    HARDLY = 2, "Hardly"
    NOT = 1, "Not at all"


QUESTIONS = {
    Side.PRACTICE: {
        "prepared": "The surveyor knew what we had sent in.",
        "fair": "The surveyor was fair and listened.",
        "clear": "We understood what was looked at, and why.",
        "unobtrusive": "Care went on undisturbed.",
    },
    Side.SURVEYOR: {
        "prepared": "The practice was prepared: people, papers and charts were at hand.",
        "open": "Questions were answered openly.",
        "time": "The time was enough for the sites.",
        "pressed": "Nobody tried to sway a rating.",
    },
    Side.STAFF: {
        "timely": "The findings came in time.",
        "complete": "The findings were complete and could be read.",
        "grounded": "The ratings followed from what was written.",
    },
}


def side_of(survey, user) -> Side | None:
    """On which side of the survey somebody speaks; the office last, and only when it did not hold it itself."""
    if user.pk == survey.surveyor_id:
        return Side.SURVEYOR
    if user.is_staff:
        return Side.STAFF
    return Side.PRACTICE if signs_for_the_practice(survey, user) else None


def last_day(application):
    return add_days(application.ended_on, settings.FEEDBACK_DAYS)


def closed_because(survey) -> str:
    """Why nothing can be said now, in a sentence; nothing while it is open."""
    application = survey.application
    if survey.state not in SUBMITTED or application.state not in DECIDED:
        return "Feedback opens once the decision about the certification is released."
    if clock.today() > last_day(application):
        return f"Feedback could be given until {last_day(application):%B %-d, %Y}."
    return ""
