"""Each audience its own page: the practice never a finding, the surveyor nothing before both answers."""

import pytest
from django.urls import reverse

from qcp.access.models import ConflictQuestion
from surveys.actions import survey as actions
from surveys.states import State

from .conftest import FIRST, rate_all

pytestmark = pytest.mark.django_db
CANARY = "CNRY-what-was-seen"
WORDS = "Seen otherwise than reported"


def page_of(client, user, survey, name="surveys:detail", **asked):
    client.force_login(user)
    return client.get(reverse(name, args=[survey.pk]), asked)


def test_the_practice_reads_who_comes_and_where_to_answer(client, proposed, olivia, vera):
    text = page_of(client, olivia, proposed).content.decode()
    assert "Sam, Peoria, IL" in text
    assert f"/conflicts/{ConflictQuestion.objects.get(asked_of=olivia).pk}/" in text

    assert "Declare now" not in page_of(client, vera, proposed).content.decode()


def test_the_practice_reads_its_agenda(client, scheduled, vera):
    text = page_of(client, vera, scheduled).content.decode()

    assert "Main Street" in text and "1 Apr 2026" in text and "What to prepare" in text


def test_the_practice_never_sees_a_finding(client, begun, sam, stella, olivia, on):
    with on(FIRST):
        rate_all(begun, sam, "not_met", notes=CANARY)
        survey = actions.submit_findings(begun, by=sam, signature="Sam")
        survey = actions.return_findings(survey, by=stella, note=CANARY)

    assert CANARY not in page_of(client, olivia, survey).content.decode()
    assert page_of(client, olivia, survey, "surveys:field").status_code == 404
    assert page_of(client, olivia, survey, "surveys:sign").status_code == 404


def test_a_stranger_another_surveyor_and_a_reviewer_find_nothing(client, scheduled, stan, sue, rita, carl):
    for user in (stan, sue, rita, carl):
        assert page_of(client, user, scheduled).status_code == 404


def test_the_surveyor_is_sent_to_the_question_and_sees_nothing_more(client, proposed, sam):
    answer = page_of(client, sam, proposed)

    assert answer.url == f"/conflicts/{ConflictQuestion.objects.get(asked_of=sam).pk}/"
    assert page_of(client, sam, proposed, "surveys:field").status_code == 404


def test_the_surveyor_reads_the_assignment_once_both_have_answered(client, scheduled, sam):
    text = page_of(client, sam, scheduled).content.decode()

    assert "Elm Street Oncology" in text and "Main Street" in text and "olivia@test.example" in text


def test_the_office_is_sent_to_the_desk(client, scheduled, stella):
    assert page_of(client, stella, scheduled).url == reverse("admin:surveys_survey_change", args=[scheduled.pk])


def test_a_conflict_that_comes_to_light_is_declared_without_details(client, confirmed, olivia, sam):
    client.force_login(olivia)
    client.post(reverse("surveys:step-off", args=[confirmed.pk]))

    survey = type(confirmed).objects.get(pk=confirmed.pk)
    assert (survey.state, survey.case.closed_to(sam)) == (State.UNASSIGNED, True)


def test_the_surveyor_marks_days_and_frees_them(client, roster, sam):
    client.force_login(sam)
    url = reverse("surveys:calendar")

    client.post(url, {"first": "2026-04-01", "last": "2026-04-03"})
    assert sam.busy_days.count() == 3
    client.post(url, {"free": sam.busy_days.first().pk})
    assert sam.busy_days.count() == 2
    assert client.post(url, {"first": "2026-02-01"}).status_code == 422


def test_the_desk_shows_who_can_come_and_names_one(client, survey, sam, sue, stella):
    sue.surveyor.credentials.all().delete()
    client.force_login(stella)

    text = client.get(reverse("admin:surveys_survey_change", args=[survey.pk])).content.decode()
    assert "Oncology nursing certification: not valid today." in text
    url = reverse("admin:surveys_survey_move", args=[survey.pk, "propose"])
    assert "Sue" not in client.get(url).content.decode()
    client.post(url, {"surveyor": sam.pk, "mode": "on_site", "make": "1"})

    assert type(survey).objects.get(pk=survey.pk).surveyor == sam


def test_the_desk_sets_an_offered_day(client, confirmed, stella):
    client.force_login(stella)
    url = reverse("admin:surveys_survey_move", args=[confirmed.pk, "schedule"])
    site = confirmed.application.sites().get()

    assert "Wednesday, April 1, 2026" in client.get(url).content.decode()
    client.post(url, {f"site_{site.pk.hex}": "2026-04-01", "make": "1"})

    assert type(confirmed).objects.get(pk=confirmed.pk).days() == [FIRST]


@pytest.mark.parametrize("fixture", ["survey", "proposed", "confirmed", "scheduled", "begun", "submitted"])
def test_every_state_has_its_desk_page(request, client, fixture, stella, django_assert_max_num_queries):
    survey = request.getfixturevalue(fixture)
    client.force_login(stella)

    with django_assert_max_num_queries(30):
        answer = client.get(reverse("admin:surveys_survey_change", args=[survey.pk]))
    assert answer.status_code == 200


def test_the_desk_shows_the_findings_to_check(client, submitted, stella):
    client.force_login(stella)

    text = client.get(reverse("admin:surveys_survey_change", args=[submitted.pk])).content.decode()
    assert "4 of 4 rated" in text


def test_the_visits_can_be_taken_into_ones_own_calendar(client, scheduled, olivia, stan):
    answer = page_of(client, olivia, scheduled, "surveys:visits")

    assert "DTSTART:20260401T133000Z" in answer.content.decode()
    assert "Main Street" in answer.content.decode()
    assert page_of(client, stan, scheduled, "surveys:visits").status_code == 404


def test_a_recused_member_of_staff_finds_no_trace_of_the_survey_on_the_desk(client, scheduled, stella):
    scheduled.case.recusals.create(user=stella)
    client.force_login(stella)

    for page in ("admin:surveys_survey_changelist", "admin:surveys_busyday_changelist"):
        assert "Elm Street" not in client.get(reverse(page)).content.decode()
    assert client.get(reverse("admin:surveys_survey_move", args=[scheduled.pk, "unassign"])).status_code == 404


def test_the_manager_orders_a_further_survey_at_the_desk(client, submitted, max, stella, fees):
    survey = actions.complete_report(submitted, by=stella)
    url = reverse("admin:surveys_survey_order", args=[survey.pk])
    client.force_login(stella)
    assert client.get(url).status_code == 404
    client.force_login(max)

    assert client.post(url, {"kind": "repeat", "ground": ""}).status_code == 422
    assert client.post(url, {"kind": "repeat", "ground": WORDS, "because": "discordance"}).status_code == 302
    assert survey.followed_by.get().ground == WORDS
