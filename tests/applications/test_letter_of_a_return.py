"""Several reasons picked and written, one letter with all of them, changed by hand and sent by a press of its own."""

import re

import pytest
from django.urls import reverse

from applications.models import Application, ReturnReason, StepReturn
from applications.states import State
from qcp.notices.models import Message

pytestmark = pytest.mark.django_db
BLACKEN = "Blacken everything that could name a patient."
DATED = "The policy carries no date."
NURSES = "The last page says seven."


@pytest.fixture
def library():
    ReturnReason.objects.all().delete()
    offered = [ReturnReason.objects.create(step="policies", text=text) for text in (BLACKEN, DATED)]
    ReturnReason.objects.create(step="policies", text="No longer wanted.", is_offered=False)
    return [str(each.pk) for each in offered]


@pytest.fixture
def url(submitted, client, stella, library):
    client.force_login(stella)
    return reverse("applications:return", args=[submitted.pk])


@pytest.fixture
def chosen(library):
    return {"reasons-policies": library, "step-policies": "Both for every site.", "question-nurses": NURSES}


def words(answer) -> str:
    return answer.content.decode()


def letters():
    return Message.objects.filter(notice="applications.returned")


def test_what_is_often_asked_for_is_picked_not_typed(client, url):
    page = words(client.get(url))

    assert BLACKEN in page and DATED in page
    assert "No longer wanted." not in page


def test_all_reasons_stand_in_one_letter_and_nothing_is_sent_by_looking(client, url, chosen, submitted):
    letter = client.post(url, {**chosen, "see": "1"})

    assert letter.status_code == 200
    for reason in (BLACKEN, DATED, "Both for every site.", NURSES):
        assert words(letter).count(reason) >= 1, reason
    assert Application.objects.get().state == State.SUBMITTED and not letters().exists()


def test_the_letter_leaves_as_it_was_changed_and_each_reason_stands_at_its_step(client, url, chosen, submitted):
    empty = client.post(url, {**chosen, "send": "1", "letter": "  "})
    sent = client.post(url, {**chosen, "send": "1", "letter": "Dear all, three small things."})

    assert empty.status_code == 422 and "The letter is empty." in words(empty)
    assert sent.status_code == 303 and Application.objects.get().state == State.RETURNED
    assert all("Dear all, three small things." in each.body and BLACKEN not in each.body for each in letters())
    assert letters().exists() and submitted.reference in letters()[0].subject
    assert {each.step: each.reason for each in StepReturn.objects.all()} == {
        "policies": f"{BLACKEN} {DATED} Both for every site.",
        "questionnaire": NURSES,
    }


def test_back_from_the_letter_everything_chosen_is_still_there(client, url, chosen):
    back = client.post(url, {**chosen, "change": "1", "letter": "x"})

    assert back.status_code == 200 and len(re.findall(r"<input[^>]*checkbox[^>]* checked", words(back))) == 2
    assert "Both for every site." in words(back) and NURSES in words(back)


def test_without_a_reason_there_is_no_letter(client, url):
    assert client.post(url, {"see": "1"}).status_code == 422


def test_the_office_keeps_the_library_itself(client, stella):
    client.force_login(stella)
    add = reverse("admin:applications_returnreason_add")
    client.post(add, {"step": "payment", "text": "Send the reference.", "position": 5, "is_offered": "on"})

    reason = ReturnReason.objects.get(text="Send the reference.")
    assert reason.changed_by == stella
    assert client.post(reverse("admin:applications_returnreason_delete", args=[reason.pk])).status_code == 403
