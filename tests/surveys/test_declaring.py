"""Declaring on the page that a letter leads to: two clear answers confirm, a conflict closes the case."""

import pytest
from django.urls import reverse

from qcp.access.models import ConflictQuestion
from surveys.models import Survey
from surveys.states import State


def declare(client, user, survey, answer):
    client.force_login(user)
    question = ConflictQuestion.objects.get(subject_id=survey.pk, asked_of=user)
    return client.post(reverse("access:conflict", args=[question.pk]), {"answer": answer}, follow=True)


def test_two_clear_answers_confirm_the_surveyor(client, proposed, sam, olivia):
    declare(client, olivia, proposed, "none")
    page = declare(client, sam, proposed, "none")

    assert "your answer is recorded" in page.content.decode()
    assert Survey.objects.get(pk=proposed.pk).state == State.CONFIRMED


@pytest.mark.parametrize("who", ["sam", "olivia"])
def test_a_conflict_of_either_side_names_nobody_and_ends_the_pairing(request, client, proposed, sam, who):
    declare(client, request.getfixturevalue(who), proposed, "conflict")

    survey = Survey.objects.get(pk=proposed.pk)
    assert (survey.state, survey.case.closed_to(sam)) == (State.UNASSIGNED, True)
