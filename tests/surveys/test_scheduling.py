"""The date: one of those offered or agreed since, every sampled site, a free surveyor, never two surveys on a day."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from applications.models import Application
from applications.states import State as ApplicationState
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady
from surveys.actions import calendar
from surveys.actions import survey as actions
from surveys.models import BusyDay
from surveys.sampling import sites_to_visit
from surveys.states import State
from tests.factories.practices import PracticeFactory, SiteFactory
from tests.factories.surveys import AcceptedApplicationFactory

from .conftest import DAYS, FIRST, plan

MAY_DAY = datetime.date(2026, 5, 1)


def test_the_first_date_starts_the_survey_phase_and_is_told_to_both_sides(confirmed, stella, sam, olivia, vera):
    survey = actions.schedule(confirmed, by=stella, plan=plan(confirmed))

    assert survey.state == State.SCHEDULED
    assert Application.objects.get().state == ApplicationState.IN_SURVEY
    assert [(visit.site.name, visit.visit_on) for visit in survey.visits.all()] == [("Main Street", FIRST)]
    told = Message.objects.filter(notice="surveys.scheduled")
    assert {sam, olivia, vera} <= {message.recipient for message in told}
    body = told.get(recipient=olivia).body
    assert "Wednesday, April 1, 2026, 8:30 AM to 4:30 PM CDT: Main Street, 1 Elm Street" in body


def test_a_day_that_was_not_offered_needs_words_on_how_it_was_agreed(confirmed, stella):
    with pytest.raises(NotReady, match="May 1, 2026 is not among the days offered"):
        actions.schedule(confirmed, by=stella, plan=plan(confirmed, MAY_DAY))

    survey = actions.schedule(confirmed, by=stella, plan=plan(confirmed, MAY_DAY), agreed="By telephone, 27 March")

    assert (survey.first_day(), survey.agreed) == (MAY_DAY, "By telephone, 27 March")


def test_a_past_day_cannot_be_set_however_it_was_agreed(confirmed, stella):
    with pytest.raises(NotReady, match="is past"):
        actions.schedule(confirmed, by=stella, plan=plan(confirmed, datetime.date(2026, 2, 2)), agreed="Agreed")


def test_every_sampled_site_needs_a_day(confirmed, stella):
    with pytest.raises(NotReady, match="Choose a day for at least one site|Main Street has to be visited"):
        actions.schedule(confirmed, by=stella, plan={})


def test_a_site_of_another_practice_is_refused(confirmed, stella):
    with pytest.raises(NotReady, match="does not belong to this application"):
        actions.schedule(confirmed, by=stella, plan={**plan(confirmed), SiteFactory(name="Elsewhere"): FIRST})


def test_a_surveyor_who_is_taken_that_day_is_refused(confirmed, sam, stella):
    calendar.block(sam, [FIRST])

    with pytest.raises(NotReady, match="Sam is taken on April 1, 2026"):
        actions.schedule(confirmed, by=stella, plan=plan(confirmed))


def test_papers_must_last_until_the_last_visit(confirmed, sam, stella):
    sam.surveyor.credentials.filter(kind="contract").update(expires_on=datetime.date(2026, 3, 31))

    with pytest.raises(NotReady, match="Contract with the program will not be valid"):
        actions.schedule(confirmed, by=stella, plan=plan(confirmed))


def test_the_database_refuses_to_book_a_surveyor_twice_on_a_day(scheduled, sam):
    with pytest.raises(IntegrityError), transaction.atomic():
        BusyDay.objects.create(surveyor=sam, on=FIRST)


def test_only_staff_set_a_date(confirmed, sam, olivia):
    for user in (sam, olivia):
        with pytest.raises(NotAllowed):
            actions.schedule(confirmed, by=user, plan=plan(confirmed))


def test_a_survey_moves_to_another_day_with_a_reason_and_frees_the_old_one(scheduled, sam, stella):
    with pytest.raises(NotReady, match="Reason"):
        actions.reschedule(scheduled, by=stella, plan=plan(scheduled, DAYS[1]))

    survey = actions.reschedule(scheduled, by=stella, plan=plan(scheduled, DAYS[1]), note="Snow")

    assert survey.days() == [DAYS[1]]
    assert list(sam.busy_days.values_list("on", flat=True)) == [DAYS[1]]
    assert "Reason: Snow" in Message.objects.filter(notice="surveys.rescheduled").first().body


def test_a_surveyor_blocks_and_frees_days_but_not_those_of_a_survey(scheduled, sam):
    calendar.block(sam, [FIRST, DAYS[1]])
    calendar.free(sam, FIRST)
    calendar.free(sam, DAYS[1])

    assert list(sam.busy_days.values_list("on", flat=True)) == [FIRST]


@pytest.mark.parametrize(("treating", "visited"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (9, 4), (10, 5), (16, 5)])
def test_the_sampling_rule(db, treating, visited):
    practice = PracticeFactory()
    for number in range(treating):
        SiteFactory(practice=practice, name=f"Site {number:02}", is_main=number == 0)
    SiteFactory(practice=practice, name="Office", treats_here=False)
    application = AcceptedApplicationFactory(practice=practice)

    sites = sites_to_visit(application)

    assert len(sites) == visited
    assert sites[0].is_main
    assert sites == sites_to_visit(Application.objects.get(pk=application.pk))
    assert all(site.treats_here for site in sites)
