"""A practice that applies again begins with its last answers, looks through them, and sees what it changed."""

import json

import pytest
from django.urls import reverse

from applications import questions
from applications.actions import application as actions
from applications.actions import filling
from applications.actions.examples import fresh
from applications.actions.opening import open_application
from applications.models import Answer
from applications.queries.progress import rows
from applications.queries.receipts import changed
from applications.states import ApplicationKind
from applications.steps import BY_SLUG
from qcp import clock


def page_of(application, slug):
    return next(topic for topic in application.topics("questionnaire") if topic.slug == slug)


@pytest.fixture
def renewal(submitted, olivia, eddie):
    actions.withdraw(submitted, by=olivia)
    return fresh(open_application(submitted.practice, by=eddie, kind=ApplicationKind.RECERTIFICATION))


def test_it_begins_with_the_last_answers_but_with_new_days(renewal, submitted):
    before = dict(submitted.answers.current().exclude(value="").values_list("name", "value"))
    now = {row.name: row.value for row in renewal.current_answers}

    assert now == {name: value for name, value in before.items() if not name.startswith(("date_", "blackout_"))}
    assert {row.revision for row in renewal.current_answers} == {0}


def test_a_page_is_complete_only_after_somebody_looked_through_it(renewal, client, eddie):
    people = page_of(renewal, "people")
    client.force_login(eddie)
    url = reverse("applications:topic", args=[renewal.pk, "questionnaire", "people"])
    told = "Look through “People”: the answers come from your last application."
    answers = {item.name: item.typed for item in people.items(renewal.facts)}

    assert told in [str(gap) for gap in BY_SLUG["questionnaire"].gaps(renewal)]
    assert "These answers come from application APP-0001." in client.get(url).content.decode()
    client.post(url, answers | {"revision": "0", "later": "yes"})
    assert told in [str(gap) for gap in BY_SLUG["questionnaire"].gaps(fresh(renewal))]
    assert client.post(url, answers | {"revision": "0"}).status_code == 303

    assert told not in [str(gap) for gap in BY_SLUG["questionnaire"].gaps(fresh(renewal))]
    assert {row.state for row in rows(fresh(renewal))[2:3]} == {"in_progress"}


def test_typing_alone_does_not_count_as_looking_through(renewal, client, eddie):
    client.force_login(eddie)
    content = {"user": str(eddie.pk), "topic": "people", "revision": 0, "values": {"nurses": "30"}}
    url = reverse("applications:autosave", args=[renewal.pk, "questionnaire"])

    assert client.post(url, json.dumps(content), content_type="application/json").status_code == 200
    assert "people" in fresh(renewal).unread_topics


def test_what_changed_since_is_shown_to_the_practice_and_to_staff(renewal, client, eddie, stella):
    filling.save_answers(renewal, page_of(renewal, "people"), {"nurses": "30"}, by=eddie)
    for user, name in ((eddie, "check"), (stella, "check")):
        client.force_login(user)
        page = client.get(reverse(f"applications:{name}", args=[renewal.pk])).content.decode()
        assert "What changed since application APP-0001" in page
        assert "30, before “11”" in page

    client.force_login(eddie)
    page = client.get(reverse("applications:topic", args=[renewal.pk, "questionnaire", "people"])).content.decode()
    assert "Last application: “11”." in page
    assert [item.name for item in changed(fresh(renewal))] == ["nurses"]


def test_a_site_that_was_closed_since_brings_nothing_over(submitted, olivia, eddie):
    actions.withdraw(submitted, by=olivia)
    closed = submitted.practice.sites.last()
    type(closed).objects.filter(pk=closed.pk).update(closed_on=clock.today(), is_main=False)

    renewal = open_application(submitted.practice, by=eddie)

    assert not Answer.objects.filter(application=renewal, name__endswith=str(closed.pk)).exists()


def test_a_draft_keeps_the_questions_it_began_with(draft, eddie):
    type(draft).objects.filter(pk=draft.pk).update(questions_version="2026-1")

    asked = {question.key for topic in fresh(draft).topics("eligibility") for question in topic.questions}

    assert "is_merging" not in asked
    assert "is_merging" in {
        q.key for topic in questions.topics_of(questions.newest(), "eligibility") for q in topic.questions
    }


def test_answers_go_over_to_a_later_version_under_their_new_names(monkeypatch):
    topics = questions.VERSIONS["2026-2"]
    monkeypatch.setitem(questions.VERSIONS, "2027-1", topics)
    monkeypatch.setitem(questions.RENAMED, "2027-1", {"staff_nurses": "nurses", "seats": "chairs"})

    over = questions.brought_over({"staff_nurses": "9", "seats-a-b": "4", "gone": "x"}, "2026-1", "2027-1")

    assert over == {"nurses": "9", "chairs-a-b": "4"}


def test_the_first_application_of_a_practice_begins_empty(draft):
    assert (draft.previous, draft.current_answers, draft.unread_topics) == (None, [], set())
