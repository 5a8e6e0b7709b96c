"""Policy texts are asked for by anybody, acknowledged by mail, answered by the office; the page says every clock."""

import datetime

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from practices.actions import policy_requests as actions
from practices.models import PolicyRequest
from qcp.deadlines.table import RULES, in_use
from qcp.notices.models import Message
from qcp.web.policy_words import POLICIES
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("summer")]
TYPED = {"name": "Ann Ash", "email": "ann@hospital.example", "wanted": ["revocation"], "message": ""}


@pytest.fixture(autouse=True)
def nobody_has_asked_anything():
    cache.clear()


@pytest.fixture
def url():
    return reverse("practices:ask-policies")


def test_the_policies_page_says_each_policy_and_every_clock_in_words_and_names_the_mailbox(client, settings, url):
    settings.PROGRAM_MAILBOX = "office@program.example"
    text = client.get(reverse("web:policies")).content.decode()

    assert [policy.title for policy in POLICIES if policy.title not in text] == []
    for kind, rule in in_use().items():
        assert f'id="{kind}"' in text
        assert rule.title in text
    assert "mailto:office@program.example" in text
    assert url in text


def test_each_clock_of_a_policy_has_its_row_in_the_table():
    assert {kind for policy in POLICIES for kind in policy.clocks} <= set(RULES)


def test_anybody_asks_and_is_told_at_once_that_it_arrived(client, url, stella):
    answer = client.post(url, TYPED, follow=True)

    request = PolicyRequest.objects.get()
    assert (request.reference, request.titles, request.way) == ("POL-0001", ["Revocation"], "portal")
    assert "Your request has arrived." in answer.content.decode()
    told = Message.objects.get(notice="practices.policy_request_received")
    assert (told.address, told.recipient) == ("ann@hospital.example", None)
    assert "POL-0001" in told.subject
    assert "Sign in" not in told.body
    assert Message.objects.get(notice="practices.policy_requested").recipient == stella


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter your name."),
        ({"email": "ann"}, "Enter an address such as name@example.org."),
        ({"wanted": []}, "Choose a policy, or write what you want to know below."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, url, wrong, sentence):
    answer = client.post(url, TYPED | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert PolicyRequest.objects.count() == 0


def test_one_visitor_asks_only_so_often_a_minute(client, url):
    statuses = [client.post(url, TYPED | {"email": f"a{n}@x.example"}).status_code for n in range(6)]
    assert statuses == [302] * 5 + [429]


def test_nobody_can_have_others_flooded_with_our_mail(client, url):
    for _ in range(3):
        actions.ask(name="Ann", email="ann@hospital.example", wanted=["revocation"])
    with pytest.raises(NotReady, match="3 requests came from this address today"):
        actions.ask(name="Ann", email="ANN@hospital.example", wanted=["revocation"])
    assert client.post(url, TYPED).status_code == 422


def test_staff_record_a_letter_with_the_day_on_which_it_arrived(client, stella, olivia):
    url = reverse("practices:record-policy-request")
    typed = {**TYPED, "way": "letter", "received_on": "2026-06-08"}
    client.force_login(olivia)
    assert client.post(url, typed).status_code == 404
    client.force_login(stella)

    assert client.post(url, typed | {"received_on": "2026-06-11"}).status_code == 422
    assert client.post(url, typed).status_code == 302

    request = PolicyRequest.objects.get()
    assert (request.received_on, request.way, request.recorded_by) == (datetime.date(2026, 6, 8), "letter", stella)
    with pytest.raises(NotAllowed):
        actions.record(
            by=olivia,
            name="A",
            email="a@x.example",
            wanted=["revocation"],
            way="letter",
            received_on=request.received_on,
        )


def test_the_office_answers_once_and_the_answer_goes_out_by_mail(client, stella, vera):
    request = actions.ask(name="Ann", email="ann@hospital.example", wanted=["revocation"])
    client.force_login(vera)
    assert client.get(request.get_absolute_url()).status_code == 404
    client.force_login(stella)
    assert str(request) in client.get(reverse("web:home")).content.decode()

    client.post(request.get_absolute_url(), {"text": "Here it is: <all> of it."})

    request.refresh_from_db()
    assert request.answered_by == stella
    sent = Message.objects.get(notice="practices.policy_request_answered")
    assert "Here it is: <all> of it." in sent.body
    with pytest.raises(OutOfDate):
        actions.answer(request, by=stella, text="Again.")
    assert "Every request is answered." in client.get(reverse("practices:policy-requests")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_and_three_requests(client, stella, count, django_assert_num_queries):
    for number in range(count):
        request = actions.ask(name="Ann", email=f"{number}@x.example", wanted=["revocation"])
        actions.answer(request, by=stella, text="Here.")
        actions.ask(name="Ann", email=f"{number}@x.example", wanted=["revocation"])
    client.force_login(stella)
    with django_assert_num_queries(6):
        client.get(reverse("practices:policy-requests"))


def test_the_database_knows_no_recorded_request_without_somebody_who_recorded_it():
    request = actions.ask(name="Ann", email="ann@x.example", wanted=["revocation"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyRequest.objects.filter(pk=request.pk).update(way="letter")
