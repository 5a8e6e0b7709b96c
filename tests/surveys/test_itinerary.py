"""Several visits: hours that follow one another, ways of visiting that fit the survey, an agenda for each site."""

import datetime

import pytest
from django.urls import reverse

from qcp.workflow.refusals import NotReady
from surveys.actions import survey as actions
from surveys.models import Survey
from surveys.states import Mode
from tests.factories.practices import SiteFactory

from .conftest import FIRST, answer

MORNING, NOON, EVENING = (datetime.time(hour) for hour in (9, 12, 17))


@pytest.fixture
def practice(practice):
    """Elm has a second site, in another time zone than the program."""
    SiteFactory(practice=practice, name="Main Street", is_main=True, state="NY")
    SiteFactory(practice=practice, name="West Clinic", state="IL")
    return practice


@pytest.fixture
def main(confirmed):
    return confirmed.application.sites()[0]


@pytest.fixture
def west(confirmed):
    return confirmed.application.sites()[1]


def visits(survey):
    return {visit.site.name: visit for visit in survey.visits.select_related("site")}


def test_the_sites_of_one_day_share_it_and_each_keeps_its_own_time(confirmed, main, west, stella):
    found = visits(actions.schedule(confirmed, by=stella, plan={main: FIRST, west: FIRST}))

    assert found["Main Street"].hours == "8:30 AM to 12:30 PM EDT"
    assert found["West Clinic"].hours == "12:30 PM to 4:30 PM CDT"


def test_hours_that_were_chosen_are_kept(confirmed, main, west, stella):
    held = {main: {"starts_at": MORNING, "ends_at": NOON}, west: {"starts_at": NOON, "ends_at": EVENING}}

    found = visits(actions.schedule(confirmed, by=stella, plan={main: FIRST, west: FIRST}, held=held))

    assert (found["West Clinic"].starts_at, found["West Clinic"].ends_at) == (NOON, EVENING)


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ({"starts_at": EVENING, "ends_at": MORNING}, "Main Street: the visit has to end after it begins"),
        ({"starts_at": MORNING, "ends_at": EVENING}, "West Clinic begins before the visit to Main Street has ended"),
    ],
)
def test_hours_that_cannot_be_kept_are_refused(confirmed, main, west, stella, hours, says):
    with pytest.raises(NotReady, match=says):
        actions.schedule(confirmed, by=stella, plan={main: FIRST, west: FIRST}, held={main: hours})


def arranged_as(mode, survey, sam, olivia, stella):
    survey = actions.propose(survey, by=stella, surveyor=sam, mode=mode)
    answer(survey, sam)
    return answer(survey, olivia)


def test_a_hybrid_survey_visits_one_site_and_sees_the_other_by_video(survey, sam, olivia, stella, client):
    survey = arranged_as(Mode.HYBRID, survey, sam, olivia, stella)
    main, west = survey.application.sites()
    plan = {main: FIRST, west: FIRST}
    with pytest.raises(NotReady, match="choose both"):
        actions.schedule(survey, by=stella, plan=plan, held={s: {"mode": Mode.ON_SITE} for s in plan})
    client.force_login(stella)
    url = reverse("admin:surveys_survey_move", args=[survey.pk, "schedule"])
    form = client.get(url).context["move_form"]
    sent = {f"site_{site.pk.hex}": FIRST.isoformat() for site in plan}
    sent |= {f"site_{main.pk.hex}_mode": "on_site", f"site_{west.pk.hex}_mode": "virtual"}
    assert set(sent) <= set(form.fields)

    client.post(url, {**sent, "make": "1"})

    found = visits(Survey.objects.get(pk=survey.pk))
    assert (found["Main Street"].mode, found["West Clinic"].mode) == (Mode.ON_SITE, Mode.VIRTUAL)
    assert "camera" in " ".join(line.what for line in found["West Clinic"].agenda)
    assert "camera" not in " ".join(line.what for line in found["Main Street"].agenda)


def test_an_on_site_survey_is_not_held_by_video_anywhere(confirmed, main, west, stella):
    with pytest.raises(NotReady, match="West Clinic: this survey is held on site"):
        actions.schedule(confirmed, by=stella, plan={main: FIRST, west: FIRST}, held={west: {"mode": Mode.VIRTUAL}})


def test_the_agenda_fills_the_hours_of_the_visit(confirmed, main, west, stella):
    lines = visits(actions.schedule(confirmed, by=stella, plan={main: FIRST, west: FIRST}))["Main Street"].agenda

    assert lines[0].starts_at == datetime.time(8, 30)
    assert [line.starts_at for line in lines] == sorted(line.starts_at for line in lines)
    assert lines[-1].title == "Closing talk"
    assert lines[-1].starts_at < datetime.time(12, 30)
