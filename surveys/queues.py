"""What waits for whom on surveys. Badge, list and reminder of a queue all come from its one query."""

import uuid

from django.db.models import Min, OuterRef, Subquery
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.kinds import Kind as Clock
from qcp.deadlines.models import Deadline
from qcp.web.queues import Line, Queue, Shelf

from .feedback_queues import OF_FEEDBACK
from .models import HandOver, Survey
from .roster_queues import OF_THE_ROSTER
from .states import NAMED, SUBMITTED, State


def in_state(*states, owed: Clock, on: str = "pk"):
    """Surveys in these states that the person may see, with the last day of what is owed, the nearest first.

    on: whose clock it is: the survey's own, or that of its 'application_id'.
    """
    running = Deadline.objects.running().filter(kind=owed, subject_id=OuterRef(on))

    def rows(user):
        surveys = Survey.objects.visible_to(user).filter(state__in=states).for_list()
        return surveys.annotate(due_on=Subquery(running.values("due_on")[:1])).order_by("due_on", "number")

    return rows


def answers_overdue(user):
    rows = in_state(State.PROPOSED, owed=Clock.CONFLICT_ANSWERS)(user)
    return rows.filter(due_on__lt=clock.today())


def visits_overdue(user):
    """The days have passed, and nobody has begun."""
    rows = in_state(State.SCHEDULED, owed=Clock.SURVEY_HELD)(user)
    return rows.annotate(first=Min("visits__visit_on")).filter(first__lt=clock.today())


def findings_overdue(user):
    rows = in_state(State.IN_PROGRESS, owed=Clock.FINDINGS_SUBMITTED)(user)
    return rows.filter(due_on__lt=clock.today())


def upcoming(user):
    """What a surveyor is going to hold, by the first day of the visit."""
    scheduled = Survey.objects.visible_to(user).filter(state=State.SCHEDULED).for_list()
    return scheduled.annotate(due_on=Min("visits__visit_on")).order_by("due_on", "number")


def unsent_work(user):
    """Handed over or brought in, and not settled yet."""
    return HandOver.objects.visible_to(user).waiting().for_list().order_by("received_at")


def mine(user):
    """All that was ever opened to a surveyor, the latest first."""
    return Survey.objects.visible_to(user).for_list().order_by("-number")


def of_the_practice(user):
    return Survey.objects.visible_to(user).for_list().order_by("-number")


def in_hand(user):
    """Named, and the findings not submitted yet."""
    surveys = Survey.objects.visible_to(user).filter(state__in=NAMED).exclude(state__in=SUBMITTED)
    return surveys.for_list().order_by("number")


def of_surveyor(rows, key: str):
    return rows.filter(surveyor=uuid.UUID(key))


def at_the_desk(survey) -> Line:
    return line(survey, reverse("admin:surveys_survey_change", args=[survey.pk]))


def on_its_page(survey) -> Line:
    return line(survey, survey.get_absolute_url())


def at_the_findings(survey) -> Line:
    return line(survey, reverse("surveys:field", args=[survey.pk]))


def line(survey, url: str) -> Line:
    return Line(str(survey), url, survey.get_state_display(), getattr(survey, "due_on", None))


UNASSIGNED = in_state(State.UNASSIGNED, owed=Clock.SURVEYOR_NAMED, on="application_id")
CONFIRMED = in_state(State.CONFIRMED, owed=Clock.SURVEY_HELD)
IN_PROGRESS = in_state(State.IN_PROGRESS, owed=Clock.FINDINGS_SUBMITTED)
TO_CHECK = in_state(State.FINDINGS_SUBMITTED, owed=Clock.REPORT_ISSUED)

QUEUES = [
    Queue("surveys.to-name", "Surveys that need a surveyor", OFFICE, UNASSIGNED, at_the_desk,
          clock=Clock.SURVEYOR_NAMED),
    Queue("surveys.answers-overdue", "Conflict answers overdue", OFFICE, answers_overdue, at_the_desk, quiet=True,
          clock=Clock.CONFLICT_ANSWERS),
    Queue("surveys.to-date", "Surveys that need a date", OFFICE, CONFIRMED, at_the_desk, clock=Clock.SURVEY_HELD),
    Queue("surveys.visits-overdue", "Surveys not begun on their day", OFFICE, visits_overdue, at_the_desk, quiet=True,
          clock=Clock.SURVEY_HELD),
    Queue("surveys.findings-overdue", "Findings overdue", OFFICE, findings_overdue, at_the_desk, quiet=True,
          clock=Clock.FINDINGS_SUBMITTED),
    Queue("surveys.to-check", "Findings to check", OFFICE, TO_CHECK, at_the_desk, clock=Clock.REPORT_ISSUED),
    Queue("surveys.unsent", "Unsent work from tablets", OFFICE, unsent_work, quiet=True),
    *OF_THE_ROSTER,
    *OF_FEEDBACK,
    Queue("surveys.findings-due", "Findings to submit", Role.SURVEYOR, IN_PROGRESS, at_the_findings,
          clock=Clock.FINDINGS_SUBMITTED),
    Queue("surveys.upcoming", "Surveys to hold", Role.SURVEYOR, upcoming, on_its_page, dated_by="due_on"),
]  # fmt: skip

FIGURES = [
    Queue("surveys.in-hand", "Surveys in the hands of a surveyor", OFFICE, in_hand, at_the_desk, part=of_surveyor),
]

SHELVES = [
    Shelf("surveys.mine", "My surveys", Role.SURVEYOR, mine, on_its_page, empty="No survey is open to you yet."),
    Shelf(
        "surveys.of-practice",
        "Surveys",
        Role.PRACTICE,
        of_the_practice,
        on_its_page,
        quiet=True,
        empty="No survey yet.",
    ),
]
