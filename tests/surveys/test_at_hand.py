"""What a surveyor has at hand on the findings page: how to judge, the policies cited, and what was found before."""

import pytest
from django.urls import reverse

from applications.models import Standard
from surveys.actions import survey as actions
from surveys.actions.ordering import order
from surveys.states import Kind
from tests.factories.papers import cite

from .conftest import DAYS, FIRST, answer, plan, rate_all

pytestmark = pytest.mark.django_db


def page_of(client, survey, user, **given):
    client.force_login(user)
    return client.get(reverse("surveys:field", args=[survey.pk]), given)


@pytest.fixture
def again(submitted, stella, max, sue, olivia, on, fees):
    """The survey was completed, and another one is to look again: Sue's."""
    with on(FIRST):
        actions.complete_report(submitted, by=stella)
        survey = order(submitted.application, kind=Kind.REPEAT, by=max, ground="Both sites are to be seen again.")
        actions.propose(survey, by=stella, surveyor=sue)
        answer(survey, sue)
        survey = answer(survey, olivia)
        survey = actions.schedule(survey, by=stella, plan=plan(survey, DAYS[-1]))
    with on(DAYS[-1]):
        yield actions.begin(survey, by=sue)


def test_the_rubric_of_a_standard_stands_on_its_card(client, begun, sam, on):
    Standard.objects.filter(code="1.1").update(how_to_interpret="Both nurses look at the same time.")

    with on(FIRST):
        text = page_of(client, begun, sam).content.decode()

    assert "How to judge it" in text and "Both nurses look at the same time." in text


def test_a_policy_is_cited_with_its_pages_and_read_under_field(client, begun, sam, olivia, on):
    document = cite(begun.application, Standard.objects.get(code="1.1"), by=olivia)

    with on(FIRST):
        page = page_of(client, begun, sam)
        address = reverse("surveys:paper", args=[begun.pk, document.pk])
        paper = client.get(address, {"page": "2"}).content.decode()

    assert f'{address}?page=2#page-2">Handling of spills</a>, pages 2-3' in page.content.decode()
    assert f"{address}?page=2" in page.context["papers"]
    assert "Page 3 of 3" in paper and f"/files/{document.file_id}/pages/2.png" in paper


def test_only_the_surveyor_reads_a_policy_there(client, begun, sam, olivia, stella):
    document = cite(begun.application, Standard.objects.get(code="1.1"), by=olivia)
    answers = {}
    for user in (sam, olivia, stella):
        client.force_login(user)
        answers[user.name] = client.get(reverse("surveys:paper", args=[begun.pk, document.pk])).status_code

    assert answers == {"Sam": 200, "Olivia": 404, "Stella": 404}


def test_what_the_last_survey_found_is_at_hand(client, again, sue):
    text = page_of(client, again, sue).content.decode()

    assert "Last time: Met" in text and "at Main Street, 1 Apr 2026" in text


def test_a_standard_is_found_again_by_the_row_that_it_continues(client, again, sue):
    earlier = Standard.objects.get(code="1.1")
    Standard.objects.filter(code="1.2").update(maps_from=[f"{earlier.edition.code}:1.1"])

    page = page_of(client, again, sue)

    found = {form.finding.standard.code: form.finding.before for form in page.context["forms"]}
    assert {each.standard.code for each in found["1.2"]} == {"1.1", "1.2"}


def test_the_page_that_a_tablet_keeps_tells_no_answers(client, begun, sam, on):
    with on(FIRST):
        rate_all(begun, sam, "not_met", notes="Chart 3 has no second signature.")
        open_page = page_of(client, begun, sam).content.decode()
        address, blank = reverse("surveys:field", args=[begun.pk]), {"X-Field-Sheet": "blank"}
        kept = client.get(address, headers=blank).content.decode()

    assert "Chart 3" in open_page and " checked" in open_page
    assert "Chart 3" not in kept and " checked" not in kept.replace("are checked", "") and "What 1.1 asks for." in kept
