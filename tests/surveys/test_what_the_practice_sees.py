"""Who comes, both answers, the date, the agenda, the document room, what to prepare; never a finding."""

import pytest
from django.urls import reverse

from qcp.workflow.refusals import NotAllowed
from surveys.actions import arrival
from surveys.actions import survey as actions
from surveys.models import Survey, Visit
from surveys.states import Mode, State

from .conftest import FIRST, answer, plan, rate_all

CANARY = "CNRY-what-was-seen"


def text_of(client, user, survey, name="surveys:detail"):
    client.force_login(user)
    return client.get(reverse(name, args=[survey.pk])).content.decode()


def test_how_far_both_declarations_are(client, proposed, sam, olivia):
    assert "The practice: answer awaited." in text_of(client, olivia, proposed)

    text = text_of(client, olivia, answer(proposed, sam))
    assert "The surveyor: no conflict of interest declared." in text


def test_the_practice_refuses_a_surveyor_without_a_reason_even_before_declaring(client, proposed, sam, olivia, vera):
    assert "Decline this pairing" in text_of(client, olivia, proposed)
    assert "Decline this pairing" not in text_of(client, vera, proposed)
    client.force_login(olivia)
    client.post(reverse("web:move", args=["survey", proposed.pk, "decline"]))

    survey = Survey.objects.get(pk=proposed.pk)
    assert (survey.state, survey.surveyor, survey.case.closed_to(sam)) == (State.UNASSIGNED, None, True)
    assert survey.history.latest("version").note == ""


def test_each_visit_has_its_hours_its_agenda_and_its_way_in(client, scheduled, olivia, sam):
    text = text_of(client, olivia, scheduled)
    assert "8:30 AM to 4:30 PM CDT" in text
    assert "Closing talk" in text
    visit = scheduled.visits.get()
    page = client.get(reverse("surveys:arrival", args=[scheduled.pk])).content.decode()
    assert "Main Street: how to get in" in page

    sent = {f"contact_{visit.pk.hex}": "Ada Lane, head nurse", f"arrival_{visit.pk.hex}": "The blue door"}
    client.post(reverse("surveys:arrival", args=[scheduled.pk]), sent)

    for user in (olivia, sam):
        text = text_of(client, user, scheduled)
        assert "Ada Lane, head nurse" in text and "The blue door" in text


def test_only_who_fills_in_for_the_practice_says_how_to_get_in(client, scheduled, confirmed, vera, sam, eddie):
    for user in (vera, sam):
        with pytest.raises(NotAllowed):
            arrival.tell(scheduled, {scheduled.visits.get(): {"contact": "Me"}}, by=user)
    arrival.tell(scheduled, {scheduled.visits.get(): {"contact": "Ada"}}, by=eddie)

    assert Visit.objects.get().contact == "Ada"


def test_a_visit_by_video_asks_for_its_link_and_has_no_address(client, survey, sam, olivia, stella):
    survey = actions.propose(survey, by=stella, surveyor=sam, mode=Mode.VIRTUAL)
    answer(survey, sam)
    survey = actions.schedule(answer(survey, olivia), by=stella, plan=plan(survey))
    visit = survey.visits.get()
    key = f"video_link_{visit.pk.hex}"
    client.force_login(olivia)

    wrong = client.post(reverse("surveys:arrival", args=[survey.pk]), {key: "not a link"})
    assert wrong.status_code == 422
    client.post(reverse("surveys:arrival", args=[survey.pk]), {key: "https://video.example/room"})

    text = text_of(client, sam, survey)
    assert "https://video.example/room" in text
    assert visit.site.address not in text.split("<main")[1]


def test_the_document_room_says_what_is_looked_at_on_the_day(client, scheduled, olivia, vera, sam, stan):
    for user in (olivia, vera, sam):
        text = text_of(client, user, scheduled, "surveys:room")
        assert "No checked file is here yet." in text
        assert "Observation of practice procedures" in text
        assert "Standards looked at in this way: 4" in text
    client.force_login(stan)
    assert client.get(reverse("surveys:room", args=[scheduled.pk])).status_code == 404


@pytest.mark.parametrize("name", ["surveys:detail", "surveys:room"])
def test_no_page_of_the_practice_shows_a_finding_before_the_report(client, begun, sam, stella, olivia, on, name):
    with on(FIRST):
        rate_all(begun, sam, "not_met", notes=CANARY, commendation=CANARY)
        survey = actions.submit_findings(begun, by=sam, signature="Sam")
        survey = actions.complete_report(survey, by=stella)

    text = text_of(client, olivia, survey, name)
    assert CANARY not in text and "Not met" not in text
