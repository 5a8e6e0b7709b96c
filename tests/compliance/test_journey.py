"""Where a practice stands, as its tracker says it at every point of the way."""

import pytest
from django.core.cache import cache

from applications.states import State
from compliance.actions import certifications
from compliance.states import CertificationState
from practices.panels import tracker_of
from qcp import clock
from surveys.states import State as SurveyState
from tests.factories import compliance as made
from tests.factories.applications import ApplicationFactory, practice_of, qualify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


def now(practice):
    """The one stage where the practice stands: title, note, who acts next."""
    stage = next(each for each in tracker_of(practice).stages if each.state in ("now", "stopped"))
    return stage.title, stage.note, stage.who


def words(practice):
    return [stage.words for stage in tracker_of(practice).stages]


def test_without_scores_it_stands_at_the_first_milestone(olivia):
    assert words(practice_of(olivia)) == ["Now", "Still to come", "Still to come", "Still to come", "Still to come"]


def test_with_scores_and_webinar_it_can_apply(olivia):
    practice = practice_of(olivia)
    qualify(practice)

    assert words(practice)[:2] == ["Done", "Now"]


@pytest.mark.parametrize(
    ("trait", "who"), [({}, "the practice"), ({"submitted": True}, "QCP staff"), ({"returned": True}, "the practice")]
)
def test_while_applying_it_is_said_whose_turn_it_is(olivia, trait, who):
    application = ApplicationFactory(practice=practice_of(olivia), **trait)

    title, _, next_one = now(application.practice)
    assert (title, next_one) == ("Apply", who)


def test_accepted_it_waits_for_a_surveyor(olivia):
    application = made.pending_application(olivia, state="survey_ready")

    assert now(application.practice) == (
        "Welcome a surveyor",
        "Certification Pending. A surveyor is to be named.",
        "QCP staff",
    )


def test_a_cancelled_survey_does_not_count(olivia):
    application = made.pending_application(olivia)
    made.Survey.objects.create(case=application.case, application=application, state=SurveyState.CANCELLED)

    assert now(application.practice)[0] == "Welcome a surveyor"


def test_after_the_survey_the_report_is_prepared_then_assessed(olivia, rita):
    report = made.drafted(olivia)
    practice = report.application.practice

    assert now(practice) == ("Read your report and act on it", "The report is being prepared.", "QCP staff")
    made.hand_over(report, rita)
    assert now(practice)[2] == "the committee reviewer"


def test_a_report_with_requirements_asks_for_a_plan_by_its_day(olivia, rita):
    plan = made.open_plan(rita, olivia)
    stage = tracker_of(plan.application.practice).stages[3]

    assert (stage.note, stage.who) == ("The report asks for an action plan.", "the practice")
    assert stage.by is not None
    assert stage.state == "now"


def test_a_plan_sent_in_is_with_the_reviewer(olivia, rita):
    plan = made.submitted_plan(rita, olivia)

    assert now(plan.application.practice)[1:] == ("The action plan is being assessed.", "the committee reviewer")


def test_a_report_without_requirements_leads_to_the_decision(olivia, rita):
    report = made.issued(rita, olivia)

    assert now(report.application.practice)[0] == "Receive the decision"


def test_certified_everything_is_done(olivia, rita, mona):
    certification = made.certified(rita, olivia, mona)
    stages = tracker_of(certification.practice).stages

    assert {stage.state for stage in stages} == {"done"}
    assert stages[4].on == clock.today()


def test_once_the_certification_is_over_the_way_begins_again(olivia, rita, mona):
    certification = made.certified(rita, olivia, mona)
    certifications.surrender(certification, by=olivia)

    certification = type(certification).objects.get(pk=certification.pk)
    assert certification.state == CertificationState.SURRENDERED
    assert words(certification.practice)[0] == "Now"


@pytest.mark.parametrize(
    ("trait", "title"),
    [({"denied": True}, "Receive the decision"), ({"lapsed": True}, "Read your report and act on it")],
)
def test_an_ended_application_says_where_it_ended(olivia, trait, title):
    application = ApplicationFactory(practice=practice_of(olivia), **trait)

    assert now(application.practice)[0] == title
    assert "Ended here" in words(application.practice)


def test_a_withdrawn_application_is_forgotten(olivia):
    application = ApplicationFactory(practice=practice_of(olivia), withdrawn=True)

    assert application.state == State.WITHDRAWN
    assert now(application.practice)[0] == "Measure your care in QOPI"


def needs(client, user):
    """What the person's home asks for, as lines."""
    client.force_login(user)
    return [line.text for listing in client.get("/home/").context["listings"] for line in listing.lines]


def test_home_asks_for_scores_first_and_then_for_an_application(client, olivia):
    practice = practice_of(olivia, legal_name="Elm Street Oncology")
    assert needs(client, olivia) == ["Enter the QOPI scores of Elm Street Oncology"]

    qualify(practice)
    assert needs(client, olivia) == ["Open an application for Elm Street Oncology"]

    ApplicationFactory(practice=practice, submitted=True)
    assert needs(client, olivia) == []


def test_a_viewer_and_a_certified_practice_are_asked_for_nothing(client, olivia, vera, rita, mona):
    practice_of(None, None, vera)
    made.certified(rita, olivia, mona)

    assert needs(client, vera) == []
    assert needs(client, olivia) == []


def test_the_desk_says_whose_turn_it_is_of_one_role(client, olivia, stella):
    application = made.pending_application(olivia, state="survey_ready")
    client.force_login(stella)
    url = f"/admin/applications/application/{application.pk}/change/"

    assert "Waiting for QCP staff, no day is set." in client.get(url).content.decode()
