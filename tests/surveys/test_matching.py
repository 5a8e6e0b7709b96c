"""The matching screen: offered dates beside calendars, distance, load, earlier surveys, and why somebody is out."""

import pytest

from surveys.actions import calendar
from surveys.models import StandingConflict
from surveys.queries.matching import matches
from tests.factories.surveys import SurveyFactory, SurveyorFactory, enlist

from .conftest import DAYS, answer


def by_name(survey):
    return {str(match.surveyor): match for match in matches(survey)}


def test_the_free_and_the_taken_days_of_each_surveyor(survey, sam):
    calendar.block(sam, DAYS[:2])

    assert by_name(survey)["Sam"].taken == DAYS[:2]
    assert by_name(survey)["Sam"].free == DAYS[2:]
    assert by_name(survey)["Sue"].free == DAYS


def test_everybody_who_is_left_out_is_shown_with_the_reason(survey, sam, sue):
    StandingConflict.objects.create(surveyor=sam.surveyor, practice=survey.practice)
    sue.surveyor.credentials.filter(kind="licence").delete()

    assert by_name(survey)["Sam"].reasons == ["Standing conflict with this practice."]
    assert by_name(survey)["Sue"].reasons == ["Nursing licence: not valid today."]
    assert not any(match.possible for match in matches(survey))


def test_who_stepped_off_is_left_out(proposed, sam):
    survey = answer(proposed, sam, conflict=True)

    assert by_name(survey)["Sam"].reasons == ["Stepped off this case."]


def test_the_nearest_and_least_busy_come_first_and_the_excluded_last(application, db):
    near, far = SurveyorFactory(name="Near"), SurveyorFactory(name="Far", entry__state="CA")
    out = SurveyorFactory(name="Out", is_active=False)

    assert [str(match.surveyor) for match in matches(SurveyFactory(application=application))] == ["Near", "Far", "Out"]
    found = by_name(application.surveys.get())
    assert (found["Near"].distance, found["Far"].distance) == ("same state", "about 1,650 miles")
    assert found["Out"].reasons == ["The account is closed."]
    assert {near, far, out}


def test_load_and_earlier_surveys_of_the_practice_are_shown(submitted, practice, sam):
    assert by_name(submitted)["Sam"].load == 0
    assert by_name(submitted)["Sam"].earlier == []


def test_somebody_who_is_free_on_no_offered_day_is_marked(survey, sam):
    calendar.block(sam, DAYS)

    assert by_name(survey)["Sam"].cautions == ["Free on none of the offered days: another day would have to be agreed."]


@pytest.mark.parametrize("surveyors", [1, 4])
def test_the_number_of_queries_does_not_grow_with_the_roster(application, django_assert_num_queries, surveyors, db):
    survey = SurveyFactory(application=application)
    for _ in range(surveyors):
        SurveyorFactory()
    survey.application.offered_dates()

    with django_assert_num_queries(8):
        matches(survey)


def test_a_surveyor_enters_the_roster_with_every_paper(sam):
    assert enlist(sam).lacking(DAYS[0]) == []
