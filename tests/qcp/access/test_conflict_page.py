"""Everybody who is assigned answers one question first, and reads a name and a city till then."""

import pytest

from qcp.access.models import ConflictQuestion
from qcp.web.queues import Listing, queues_for
from qcp.workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(sam):
    return ConflictQuestion.objects.create(
        case=Case.objects.create(), subject_label="surveys.Survey", subject_id="0" * 32, capacity="surveyor",
        asked_of=sam, about="Elm Street Oncology, Springfield, IL",
    )  # fmt: skip


def test_only_the_person_who_was_asked_finds_it(client, question, sam, sue, olivia, stella):
    for user in (sue, olivia, stella):
        client.force_login(user)
        assert client.get(question.get_absolute_url()).status_code == 404
    client.force_login(sam)
    assert "Elm Street Oncology, Springfield, IL" in client.get(question.get_absolute_url()).content.decode()


def test_no_answer_is_no_answer(client, question, sam):
    client.force_login(sam)

    answer = client.post(question.get_absolute_url(), {})

    assert answer.status_code == 422
    assert "Choose one of the two answers." in answer.content.decode()


def test_a_question_that_was_taken_back_says_so(client, question, sam):
    ConflictQuestion.objects.update(withdrawn_at=question.asked_at)
    client.force_login(sam)

    assert "no longer asked" in client.get(question.get_absolute_url()).content.decode()


def test_it_waits_on_the_home_page_of_who_was_asked(client, question, sam, sue):
    def waiting(user):
        return [Listing(queue, user).count for queue in queues_for(user) if queue.key == "access.conflicts"]

    assert (waiting(sam), waiting(sue)) == ([1], [0])
