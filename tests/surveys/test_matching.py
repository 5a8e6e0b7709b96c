"""The grid of matching: offered days across, surveyors down, every exclusion in words; a proposal in two presses."""

import datetime

import pytest
from django.urls import reverse

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from surveys.actions import calendar, undoing
from surveys.actions import survey as actions
from surveys.answers import standing
from surveys.models import StandingConflict
from surveys.planning import spread
from surveys.queries.matching import grid
from surveys.states import State
from tests.factories.surveys import (
    AcceptedApplicationFactory,
    SurveyFactory,
    SurveyorFactory,
    arranged,
    enlist,
)

from .conftest import DAYS, FIRST, answer

NOON = datetime.datetime(2026, 3, 3, 17, tzinfo=datetime.UTC)
MONDAY, TUESDAY, THURSDAY = (datetime.date(2026, 4, day) for day in (6, 7, 9))


@pytest.fixture
def scheduled_elsewhere(survey, sam, stan, stella):
    """Sam surveys another practice on the second of the days."""
    return arranged(sam, stan, stella, on=DAYS[1])


def by_name(survey, viewer):
    return {str(match.surveyor): match for match in grid(survey, viewer).rows}


def test_each_day_of_each_surveyor_is_free_or_says_why_not(survey, scheduled_elsewhere, sam, sue, stella):
    calendar.block(sam, DAYS[:1])
    sue.surveyor.credentials.filter(kind="licence").update(expires_on=DAYS[3])

    found = by_name(survey, stella)

    assert [cell.problem for cell in found["Sam"].cells] == ["Away", "Surveys SUR-0002", "", "", ""]
    assert found["Sam"].free == DAYS[2:]
    assert [cell.problem for cell in found["Sue"].cells] == ["", "", "", "", "Nursing licence ends before"]


def test_which_survey_takes_a_day_is_not_named_to_who_stepped_off_that_case(survey, scheduled_elsewhere, steve):
    scheduled_elsewhere.case.recusals.create(user=steve)

    assert by_name(survey, steve)["Sam"].cells[1].problem == "Taken by another survey"


def test_a_day_that_has_passed_stays_in_the_grid_with_the_reason(survey, on, stella):
    with on(DAYS[2]):
        assert [str(each.problem) for each in grid(survey, stella).columns] == ["Has passed", "Has passed", "", "", ""]


def test_a_day_pencilled_for_another_survey_is_a_caution_and_no_obstacle(survey, roster, sam, stella):
    other = SurveyFactory(number=7)
    actions.propose(other, by=stella, surveyor=sam, pencilled={other.application.sites().get(): DAYS[0]})

    cell = by_name(survey, stella)["Sam"].cells[0]
    assert (cell.is_free, cell.caution) == (True, "Pencilled in for another survey")


def test_everybody_who_is_left_out_is_shown_with_the_reason(survey, sam, sue, stella):
    StandingConflict.objects.create(surveyor=sam.surveyor, practice=survey.practice)
    sue.surveyor.credentials.filter(kind="licence").delete()

    assert by_name(survey, stella)["Sam"].reasons == ["Standing conflict with this practice."]
    assert by_name(survey, stella)["Sue"].reasons == ["Nursing licence: not valid today."]
    assert grid(survey, stella).possible == []


def test_who_was_declined_is_left_out(proposed, sam, stella):
    survey = answer(proposed, sam, conflict=True)

    reasons = by_name(survey, stella)["Sam"].reasons
    assert reasons == ["Off this case: a pairing was declined, or a conflict declared."]


def test_the_nearest_and_least_busy_come_first_and_the_excluded_last(application, stella):
    SurveyorFactory(name="Near")
    SurveyorFactory(name="Far", entry__state="CA")
    SurveyorFactory(name="Out", is_active=False)
    rows = grid(SurveyFactory(application=application), stella).rows

    assert [str(match.surveyor) for match in rows] == ["Near", "Far", "Out"]
    assert [match.distance for match in rows[:2]] == ["same state", "about 1,650 miles"]
    assert rows[2].reasons == ["The account is closed."]


def test_load_last_visit_and_earlier_surveys_of_the_practice_are_shown(submitted, practice, sam, stella):
    ended = AcceptedApplicationFactory(practice=practice, state="denied", ended_on=clock.today())
    again = SurveyFactory(application=ended, number=9)

    match = by_name(again, stella)["Sam"]
    assert (match.load, match.last_on, match.earlier) == (0, FIRST, ["SUR-0001, Apr 1, 2026"])


def test_somebody_who_is_free_on_no_offered_day_is_marked(survey, sam, stella):
    calendar.block(sam, DAYS)

    cautions = by_name(survey, stella)["Sam"].cautions
    assert cautions == ["Free on none of the offered days: another day would have to be agreed."]


@pytest.mark.parametrize("surveyors", [1, 4])
def test_the_number_of_queries_does_not_grow_with_the_roster(application, django_assert_num_queries, surveyors, stella):
    survey = SurveyFactory(application=application)
    for _ in range(surveyors):
        SurveyorFactory()
    survey.application.offered_dates()
    survey.application.treatment_days()

    with django_assert_num_queries(9):
        grid(survey, stella)


def test_a_surveyor_enters_the_roster_with_every_paper(sam):
    assert enlist(sam).lacking(DAYS[0]) == []


# --- two presses ------------------------------------------------------------------------------------


def pressed(client, survey, **asked):
    """The form behind a cell of the grid."""
    return client.get(propose_url(survey), asked).context["move_form"]


def propose_url(survey):
    return reverse("admin:surveys_survey_move", args=[survey.pk, "propose"])


def test_a_press_on_a_free_day_and_one_on_the_form_name_the_surveyor_with_that_day(client, survey, sam, stella):
    client.force_login(stella)
    page = client.get(reverse("admin:surveys_survey_change", args=[survey.pk])).content.decode()
    assert f"{propose_url(survey)}?surveyor={sam.pk}&amp;on=2026-04-02" in page

    form = pressed(client, survey, surveyor=sam.pk, on="2026-04-02")
    sent = {field.html_name: field.initial for field in form if field.initial}
    client.post(propose_url(survey), {**sent, "make": "1"})

    survey = type(survey).objects.get(pk=survey.pk)
    assert (survey.surveyor, [each.on for each in survey.pencilled_days.all()]) == (sam, [DAYS[1]])


def test_days_are_spread_over_the_sites_on_their_treatment_days():
    plan = spread({"main": {0}, "north": None, "south": {3}}, [MONDAY, TUESDAY, THURSDAY])
    assert plan == {"main": MONDAY, "north": TUESDAY, "south": THURSDAY}

    assert spread({"main": None, "north": None}, [MONDAY, TUESDAY], TUESDAY) == {"main": TUESDAY, "north": TUESDAY}
    assert spread({"main": None}, [MONDAY], TUESDAY) == {}


def test_the_day_in_pencil_is_told_to_nobody_and_offered_when_the_date_is_set(client, survey, sam, olivia, stella):
    site = survey.application.sites().get()
    survey = actions.propose(survey, by=stella, surveyor=sam, pencilled={site: DAYS[1]})
    client.force_login(olivia)
    assert "2 Apr" not in client.get(survey.get_absolute_url()).content.decode().split("You offered")[0]
    assert not [each for each in Message.objects.all() if "April 2" in each.body]
    answer(survey, sam)
    survey = answer(survey, olivia)

    client.force_login(stella)
    form = client.get(reverse("admin:surveys_survey_move", args=[survey.pk, "schedule"])).context["move_form"]
    assert form.initial[f"site_{site.pk.hex}"] == "2026-04-02"


def test_a_day_in_pencil_has_to_be_free(survey, sam, stella):
    calendar.block(sam, DAYS[:1])

    with pytest.raises(NotReady, match="Sam is taken on April 1, 2026"):
        actions.propose(survey, by=stella, surveyor=sam, pencilled={survey.application.sites().get(): DAYS[0]})


# --- undo -------------------------------------------------------------------------------------------


def test_a_proposal_is_undone_before_anybody_was_written_to(client, survey, sam, stella):
    with clock.at(NOON):
        survey = actions.propose(survey, by=stella, surveyor=sam)
    with clock.at(NOON + datetime.timedelta(seconds=30)):
        client.force_login(stella)
        page = client.get(reverse("admin:surveys_survey_change", args=[survey.pk])).content.decode()
        assert "Undo the proposal" in page
        client.post(reverse("admin:surveys_survey_undo", args=[survey.pk]))

    survey = type(survey).objects.get(pk=survey.pk)
    assert (survey.state, survey.surveyor, survey.case.closed_to(sam)) == (State.UNASSIGNED, None, False)
    assert not Message.objects.filter(notice__in=["surveys.surveyor_asked", "surveys.practice_asked"]).exists()
    assert not Message.objects.filter(notice="surveys.unassigned").exists()
    assert not standing(survey).exists()
    assert deadlines.running(survey.application, Clock.SURVEYOR_NAMED).starts_on == datetime.date(2026, 3, 2)


def test_a_proposal_cannot_be_undone_once_the_letters_have_gone(survey, sam, stella):
    with clock.at(NOON):
        survey = actions.propose(survey, by=stella, surveyor=sam)
    with clock.at(NOON + datetime.timedelta(seconds=61)), pytest.raises(OutOfDate, match="on their way"):
        undoing.undo_proposal(survey, by=stella)

    assert Message.objects.filter(notice="surveys.surveyor_asked").exists()


def test_a_proposal_cannot_be_undone_once_somebody_has_answered(survey, sam, stella):
    survey = answer(actions.propose(survey, by=stella, surveyor=sam), sam)

    with pytest.raises(OutOfDate, match="on their way"):
        undoing.undo_proposal(survey, by=stella)


def test_nobody_but_the_office_undoes_a_proposal(proposed, olivia):
    with pytest.raises(NotAllowed):
        undoing.undo_proposal(proposed, by=olivia)
