"""A practice of Olivia's with an accepted application, a survey without a surveyor, and Sam and Sue on the roster.

It is 2 March 2026, a Monday; the practice offered the first days of April.
"""

import datetime

import pytest

from applications.models import Fee, FeeSchedule
from practices.models import MembershipRole
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from surveys.actions import findings
from surveys.actions import survey as actions
from surveys.models import Survey
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.surveys import AcceptedApplicationFactory, SurveyFactory, enlist, offer

MONDAY = datetime.datetime(2026, 3, 2, 15, tzinfo=datetime.UTC)
DAYS = [datetime.date(2026, 4, day) for day in (1, 2, 3, 7, 8)]
FIRST = DAYS[0]


@pytest.fixture(autouse=True)
def today():
    with clock.at(MONDAY):
        yield


@pytest.fixture
def on():
    """`with on(day):` it is that day, at noon."""
    return lambda day: clock.at(datetime.datetime(day.year, day.month, day.day, 16, tzinfo=datetime.UTC))


@pytest.fixture
def practice(olivia, eddie, vera):
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    MembershipFactory(practice=practice, user=olivia, role=MembershipRole.SIGNATORY)
    MembershipFactory(practice=practice, user=eddie, role=MembershipRole.EDITOR)
    MembershipFactory(practice=practice, user=vera, role=MembershipRole.VIEWER)
    return practice


@pytest.fixture
def application(practice, olivia):
    application = AcceptedApplicationFactory(practice=practice)
    offer(application, *DAYS, by=olivia)
    deadlines.open(application, Clock.SURVEYOR_NAMED, because="accepted")
    return application


@pytest.fixture
def roster(sam, sue):
    return [enlist(sam), enlist(sue)]


@pytest.fixture
def survey(application, roster):
    return SurveyFactory(application=application)


@pytest.fixture
def proposed(survey, sam, stella):
    return actions.propose(survey, by=stella, surveyor=sam)


def answer(survey, user, *, conflict=False):
    question = ConflictQuestion.objects.get(subject_id=survey.pk, asked_of=user, withdrawn_at=None)
    conflicts.answer(question, by=user, conflict=conflict)
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def confirmed(proposed, sam, olivia):
    answer(proposed, sam)
    return answer(proposed, olivia)


def plan(survey, day=FIRST):
    return dict.fromkeys(survey.application.sites(), day)


@pytest.fixture
def scheduled(confirmed, stella):
    return actions.schedule(confirmed, by=stella, plan=plan(confirmed))


@pytest.fixture
def begun(scheduled, sam, on):
    with on(FIRST):
        return actions.begin(scheduled, by=sam)


def rate_all(survey, by, rating="met", **fields):
    for visit in survey.visits.all():
        standards = [finding.standard for finding in visit.findings.select_related("standard")]
        findings.record(visit, {standard: {"rating": rating, **fields} for standard in standards}, by=by)


@pytest.fixture
def submitted(begun, sam, on):
    with on(FIRST):
        rate_all(begun, sam)
        return actions.submit_findings(begun, by=sam, signature="Sam")


@pytest.fixture
def fees(db):
    """What a repeat survey costs."""
    schedule = FeeSchedule.objects.create(effective_on=datetime.date(2020, 1, 1))
    Fee.objects.create(schedule=schedule, item="repeat_survey", cents=500_000)
