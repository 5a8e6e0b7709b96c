"""Who may open an application, and when."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from applications.actions.opening import open_application, problems
from applications.models import Application
from applications.states import ApplicationKind, State
from practices.models import ScoreResult, WebinarAttendance
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady
from tests.factories.applications import ApplicationFactory, practice_of, qualify
from tests.factories.compliance import certified

LONG_AGO = datetime.date(2020, 1, 1)


def test_opening_writes_the_first_line_of_its_history_and_tells_the_practice(practice, olivia, eddie, vera):
    application = open_application(practice, by=eddie)

    assert [(line.move, line.actor, line.target) for line in application.history.all()] == [("open", eddie, "draft")]
    assert (application.kind, application.reference) == (ApplicationKind.FIRST, "APP-0001")
    assert application.score_submission == practice.score_submissions.get()
    assert {m.recipient for m in Message.objects.filter(notice="applications.opened")} == {olivia, eddie, vera}


def test_viewers_strangers_and_the_office_do_not_open(practice, vera, stan, stella):
    for user in (vera, stan, stella):
        with pytest.raises(NotAllowed):
            open_application(practice, by=user)


@pytest.mark.parametrize(
    ("model", "sentence"),
    [(ScoreResult, "no qualifying QOPI score"), (WebinarAttendance, "attended the webinar")],
)
def test_score_and_webinar_must_be_valid_today(practice, olivia, model, sentence):
    model.objects.update(valid_until=LONG_AGO)

    with pytest.raises(NotReady, match=sentence):
        open_application(practice, by=olivia)


def test_one_open_application_per_practice(practice, olivia, eddie):
    open_application(practice, by=olivia)

    with pytest.raises(NotReady, match="an open application already: APP-0001"):
        open_application(practice, by=eddie)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(practice=practice)


def test_after_an_end_the_practice_may_apply_anew(practice, olivia):
    ApplicationFactory(denied=True, practice=practice)

    assert problems(practice) == []
    assert open_application(practice, by=olivia).state == State.DRAFT


def test_a_certified_practice_applies_for_recertification(db, olivia, rita, mona):
    practice = practice_of(olivia)
    certified(rita, olivia, mona, practice=practice)
    qualify(practice)

    assert open_application(practice, by=olivia).kind == ApplicationKind.RECERTIFICATION


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": State.SUBMITTED},
        {"state": State.SURVEY_READY},
        {"state": State.LAPSED},
        {"state": "finished"},
        {"ended_on": LONG_AGO},
        {"submitted_on": LONG_AGO},
        {"pending_on": LONG_AGO},
        {"kind": "second"},
    ],
)
def test_the_database_refuses_an_impossible_record(practice, impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(practice=practice, **impossible)
    assert not Application.objects.exists()
