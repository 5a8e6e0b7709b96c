"""Whose word is still awaited after a decision. A practice is written to and not asked again: its work is done."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.lengths import add_days
from qcp.web.queues import Line, Queue

from .feedback import DECIDED, Side, last_day
from .models import Feedback, Survey
from .states import SUBMITTED


def awaited(side: Side):
    """Surveys on which this side may still speak, the one that closes first on top."""

    def rows(user):
        given = Feedback.objects.filter(survey=OuterRef("pk"), side=side)
        surveys = Survey.objects.visible_to(user).filter(state__in=SUBMITTED, application__state__in=DECIDED)
        still_open = surveys.filter(application__ended_on__gte=add_days(clock.today(), -settings.FEEDBACK_DAYS))
        return still_open.exclude(Exists(given)).for_list().order_by("application__ended_on", "number")

    return rows


def at_its_feedback(survey) -> Line:
    return Line(str(survey), reverse("surveys:feedback", args=[survey.pk]), "", last_day(survey.application))


OF_FEEDBACK = [
    Queue("surveys.feedback-office", "Surveys to give feedback on", OFFICE, awaited(Side.STAFF), at_its_feedback,
          quiet=True),
    Queue("surveys.feedback-surveyor", "Surveys to give feedback on", Role.SURVEYOR, awaited(Side.SURVEYOR),
          at_its_feedback, quiet=True),
]  # fmt: skip
