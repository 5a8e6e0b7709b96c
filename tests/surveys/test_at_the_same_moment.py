"""Two people at the same moment, on real connections: nothing is lost, nobody is booked twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.workflow.refusals import NotReady, OutOfDate
from surveys.actions import findings
from surveys.actions import survey as actions
from surveys.models import BusyDay, Finding, Survey
from surveys.states import State
from tests.factories.practices import MembershipFactory
from tests.factories.surveys import AcceptedApplicationFactory, SurveyFactory, arranged, enlist

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one connection"),
]


@pytest.fixture(autouse=True)
def today():
    """Threads live in real time."""


def together(*acts):
    """Start all acts at once; what each came to: its result, or how it was refused."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except (NotReady, OutOfDate) as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.fixture
def proposed(application, sam, stella):
    enlist(sam)
    return actions.propose(SurveyFactory(application=application), by=stella, surveyor=sam)


def test_two_clear_answers_at_once_confirm_the_surveyor(proposed):
    questions = ConflictQuestion.objects.filter(subject_id=proposed.pk).select_related("asked_of")

    together(*(lambda q=q: conflicts.answer(q, by=q.asked_of, conflict=False) for q in questions))

    assert Survey.objects.get(pk=proposed.pk).state == State.CONFIRMED


def test_two_surveys_on_one_day_at_once_book_the_surveyor_once(application, sam, olivia, stella):
    enlist(sam)
    day = clock.today()
    other = AcceptedApplicationFactory()
    MembershipFactory(practice=other.practice, user=olivia)
    surveys = [
        actions.propose(SurveyFactory(application=each), by=stella, surveyor=sam) for each in (application, other)
    ]
    for question in ConflictQuestion.objects.select_related("asked_of"):
        conflicts.answer(question, by=question.asked_of, conflict=False)

    def book(survey):
        plan = dict.fromkeys(survey.application.sites(), day)
        return actions.schedule(survey, by=stella, plan=plan, agreed="By telephone").state

    results = together(*(lambda s=s: book(s) for s in surveys))

    assert results.count(State.SCHEDULED) == 1
    assert BusyDay.objects.filter(surveyor=sam, on=day).count() == 1


def test_two_answers_to_one_standard_at_once_keep_the_first_and_refuse_the_second(sam, olivia, stella):
    enlist(sam)
    survey = actions.begin(arranged(sam, olivia, stella, on=clock.today()), by=sam)
    finding = survey.findings()[0]

    results = together(
        *(lambda r=r: findings.change(finding, by=sam, revision=0, rating=r).rating for r in ("met", "not_met"))
    )

    assert sorted(results)[0] == "OutOfDate"
    assert Finding.objects.get(pk=finding.pk).rating in results
