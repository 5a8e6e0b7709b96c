"""A step is handed to one colleague with a day; a viewer may write there, and nowhere else, until it is done."""

import datetime

import pytest
from django.urls import reverse

from applications.actions import assigning as actions
from applications.actions import filling
from applications.actions.assigning import remind
from applications.models import StepAssignment
from practices.actions import members
from practices.models import Membership
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate


def day(number):
    return add_days(clock.today(), number)


def letters(notice):
    return [m.address for m in Message.objects.filter(notice=f"applications.{notice}").order_by("created_at")]


@pytest.fixture
def handed(draft, eddie, vera):
    return actions.assign(draft, "questionnaire", to=vera, due_on=day(7), by=eddie, note="The numbers of 2025, please.")


def page_of(application, step):
    return application.topics(step)[0]


def test_the_colleague_gets_a_letter_and_finds_the_step_at_home(handed, vera, client):
    assert letters("step_handed") == [vera.email]
    client.force_login(vera)

    home = client.get("/home/").content.decode()

    assert "Steps handed to you" in home
    assert handed.get_absolute_url() in home


def test_a_viewer_may_fill_in_the_step_that_is_theirs_and_no_other(handed, draft, vera):
    question = page_of(draft, "questionnaire").questions[0]

    filling.save_answers(draft, page_of(draft, "questionnaire"), {question.key: "x"}, by=vera)

    for other in ("eligibility", "survey-dates"):
        with pytest.raises(NotAllowed):
            filling.save_answers(draft, page_of(draft, other), {}, by=vera)
    with pytest.raises(NotAllowed):
        filling.start_over(draft, by=vera)


def test_only_that_step_shows_a_viewer_its_form(handed, draft, vera, client):
    client.force_login(vera)
    topic = page_of(draft, "questionnaire")
    mine = reverse("applications:topic", args=[draft.pk, "questionnaire", topic.slug])
    others = reverse("applications:step", args=[draft.pk, "survey-dates"])

    assert client.get(mine).context["may_edit"]
    assert not client.get(others).context["may_edit"]


def test_done_is_told_and_ends_the_right_to_write(handed, draft, vera, eddie, client):
    client.force_login(vera)

    client.post(reverse("applications:handed", args=[handed.pk]), {"act": "done"})

    assert letters("step_done") == [eddie.email]
    with pytest.raises(NotAllowed):
        filling.save_answers(draft, page_of(draft, "questionnaire"), {}, by=vera)
    with pytest.raises(OutOfDate):
        actions.finish(handed, by=vera)


def test_taken_back_is_told_and_ends_the_right_to_write(handed, draft, vera, olivia):
    actions.take_back(handed, by=olivia)

    assert letters("step_taken_back") == [vera.email]
    with pytest.raises(NotAllowed):
        filling.save_answers(draft, page_of(draft, "questionnaire"), {}, by=vera)


def test_a_step_is_in_one_persons_hands(handed, draft, olivia, eddie, vera):
    actions.assign(draft, "questionnaire", to=olivia, due_on=day(3), by=eddie)

    assert [a.assignee for a in StepAssignment.objects.open()] == [olivia]
    assert letters("step_taken_back") == [vera.email]


def test_whoever_leaves_the_practice_has_no_step_any_more(handed, draft, olivia, vera, client):
    members.end(Membership.objects.get(user=vera), by=olivia)

    assert not StepAssignment.objects.open().exists()
    client.force_login(vera)
    assert client.post(reverse("applications:handed", args=[handed.pk]), {"act": "done"}).status_code == 404


@pytest.mark.parametrize(
    ("step", "who", "when", "words"),
    [
        ("agreements", "vera", 7, "signed by a signatory"),
        ("agreements", "eddie", 7, "signed by a signatory"),
        ("payment", "vera", 7, "for editors and signatories"),
        ("questionnaire", "stan", 7, "does not belong to the practice"),
        ("questionnaire", "vera", -1, "today or a later day"),
        ("party", "vera", 7, "one of the six steps"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(draft, eddie, request, step, who, when, words):
    with pytest.raises(NotReady) as refusal:
        actions.assign(draft, step, to=request.getfixturevalue(who), due_on=day(when), by=eddie)
    assert words in refusal.value.problems[0]


def test_viewers_hand_nothing_over_and_only_the_assignee_is_done(handed, draft, vera, eddie):
    with pytest.raises(NotAllowed):
        actions.assign(draft, "eligibility", to=vera, due_on=day(1), by=vera)
    with pytest.raises(NotAllowed):
        actions.finish(handed, by=eddie)
    with pytest.raises(NotAllowed):
        actions.take_back(handed, by=vera)


def test_the_reminder_goes_out_three_days_before_and_on_the_day_once(handed, vera):
    for ahead, so_far in ((3, 0), (4, 1), (5, 1), (7, 2), (7, 2), (8, 2)):
        with clock.at(clock.now() + datetime.timedelta(days=ahead)):
            remind()
        assert letters("step_due") == [vera.email] * so_far


def test_the_page_hands_over_and_the_hub_shows_it(draft, eddie, vera, client):
    client.force_login(eddie)
    page = reverse("applications:people", args=[draft.pk])
    member = Membership.objects.get(user=vera)
    assert client.post(page, {"step": "policies", "to": "", "due_on": ""}).status_code == 422

    client.post(page, {"step": "policies", "to": member.pk, "due_on": day(5).isoformat()})

    assert StepAssignment.objects.get().assignee == vera
    hub = client.get(draft.get_absolute_url()).content.decode()
    assert "Vera, by" in hub


def test_the_hub_costs_the_same_for_three_steps_as_for_one(draft, eddie, vera, client, django_assert_num_queries):
    client.force_login(eddie)
    actions.assign(draft, "policies", to=vera, due_on=day(5), by=eddie)
    page = reverse("applications:people", args=[draft.pk])
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)

    for step in ("questionnaire", "survey-dates"):
        actions.assign(draft, step, to=vera, due_on=day(5), by=eddie)
    with django_assert_num_queries(7):
        client.get(page)
