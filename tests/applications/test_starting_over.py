"""Starting over asks first, empties the answers of a draft, and forgets nothing."""

import pytest
from django.urls import reverse

from applications.actions import application as actions
from applications.actions import filling
from applications.actions.examples import fresh
from applications.models import Answer
from applications.queries.progress import rows
from qcp.workflow.refusals import NotAllowed, NotReady


def test_it_asks_first_and_then_empties_every_answer(client, complete, eddie):
    url = reverse("applications:start-over", args=[complete.pk])
    client.force_login(eddie)
    before = Answer.objects.filter(application=complete).exclude(value="").count()

    page = client.get(url).content.decode()
    assert "Empty all answers?" in page and f"{before} answers" in page
    assert fresh(complete).facts.raw("nurses") == "11"
    assert client.post(url).status_code == 303

    states = {row.step.slug: row.state for row in rows(fresh(complete))}
    assert set(fresh(complete).facts.answers.values()) == {""}
    assert (states["questionnaire"], states["agreements"], states["payment"]) == ("not_started", "complete", "complete")
    assert Answer.objects.filter(application=complete).exclude(value="").count() == before


def test_a_page_that_was_open_meanwhile_shows_both_instead_of_bringing_the_old_answers_back(complete, eddie):
    people = next(topic for topic in complete.topics("questionnaire") if topic.slug == "people")
    revision = filling.revision_of(complete, people)
    filling.start_over(complete, by=eddie)

    saved = filling.save_answers(fresh(complete), people, {"nurses": "12"}, by=eddie, revision=revision)

    assert set(saved.clashes) == {"nurses"}


def test_only_a_draft_and_only_its_writers(client, complete, submitted, stella, vera, olivia):
    url = reverse("applications:start-over", args=[submitted.pk])
    for user in (olivia, vera, stella):
        client.force_login(user)
        assert client.get(url).status_code == 404
    with pytest.raises(NotAllowed):
        filling.start_over(fresh(complete), by=vera)
    actions.return_(submitted, by=stella, steps={"questionnaire": "Count again."})
    with pytest.raises(NotReady, match="sent before"):
        filling.start_over(fresh(submitted), by=olivia)
