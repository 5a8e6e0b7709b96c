"""The page of an extension: everything it costs and changes is read before it is asked for."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from applications.actions import extension as actions
from applications.models import Extension, Invoice
from applications.states import ExtensionState
from practices.models import Membership, MembershipRole
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.moves import moves_for
from tests.factories.applications import pending_until, practice_of

FINAL = datetime.date(2027, 3, 5)
TYPED = {"ground": "storm", "event_on": "2027-02-20", "basis": "The roof is gone.", "understood": "on"}


@pytest.fixture(autouse=True)
def in_the_window():
    with time_machine.travel("2027-03-01 15:00Z"):
        yield


@pytest.fixture
def pending(fees, olivia, eddie, vera, max):
    return pending_until(FINAL, practice_of(olivia, eddie, vera))


@pytest.fixture
def url(pending):
    return reverse("applications:extension", args=[pending.pk])


def read(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode()


def test_before_asking_the_signatory_reads_the_price_and_every_date_that_would_move(client, url, olivia):
    text = read(client, olivia, url)

    for words in ("$250.00", "5 Mar 2027", "4 Apr 2027", "5 Feb 2027", "7 Mar 2027", "on or after 4 Jan 2027"):
        assert words in text
    assert "Staffing and personnel changes are not a ground" in text
    assert "It stays owed when the extension is denied" in text
    assert "Ask for the extension" in text


def test_a_request_that_is_whole_is_sent_and_shown(client, url, olivia):
    client.force_login(olivia)
    answer = client.post(url, TYPED, follow=True)

    assert Extension.objects.get().basis == "The roof is gone."
    text = answer.content.decode()
    assert "Asked for, not decided yet" in text
    assert Invoice.objects.get().number in text
    assert "Request for an extension, APP-0001" in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ground": "staffing"}, "Staffing and personnel changes are not a ground"),
        ({"ground": ""}, "Choose what happened."),
        ({"event_on": "2027-03-02"}, "cannot lie after the day of the request"),
        ({"event_on": "2026-12-24"}, "from January 4, 2027 to March 5, 2027"),
        ({"event_on": "yesterday"}, "Enter a day such as"),
        ({"basis": ""}, "Write what happened and what it prevents."),
        ({"understood": ""}, "Read what the request costs"),
    ],
)
def test_a_refusal_is_a_sentence_and_what_was_typed_stays(client, url, olivia, wrong, sentence):
    client.force_login(olivia)
    answer = client.post(url, TYPED | wrong)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "<title>Error: " in text
    assert wrong.get("basis", "The roof is gone.") in text
    assert Extension.objects.count() == 0


def test_who_may_not_ask_is_refused_also_with_a_forged_request(client, url, eddie, vera, stan, stella):
    assert "A signatory of the practice asks for an extension." in read(client, vera, url)
    for user in (eddie, vera, stan, stella):
        client.force_login(user)
        assert client.post(url, TYPED).status_code == 404
    assert Extension.objects.count() == 0


def test_after_the_final_deadline_the_page_says_why_and_refuses(client, url, olivia):
    with time_machine.travel("2027-03-06 05:00Z"):
        client.force_login(olivia)
        assert "A request had to arrive by the end of that day." in client.get(url).content.decode()
        assert client.post(url, TYPED).status_code == 422
    assert Extension.objects.count() == 0


def test_staff_record_a_letter_and_a_late_one_is_refused_in_words(client, pending, stella, olivia):
    url = reverse("applications:extension-received", args=[pending.pk])
    client.force_login(olivia)
    assert client.post(url, TYPED).status_code == 404
    with time_machine.travel("2027-03-06 15:00Z"):
        client.force_login(stella)
        late = client.post(url, TYPED | {"received_on": "2027-03-06"})
        recorded = client.post(url, TYPED | {"received_on": "2027-03-05"}, follow=True)

    assert late.status_code == 422
    assert "A request had to arrive by the end of that day." in late.content.decode()
    assert "from a request in writing" in recorded.content.decode()


def test_the_manager_sees_the_dates_before_granting(client, pending, olivia, stella, max):
    asked = actions.request(pending, by=olivia, ground="storm", event_on=datetime.date(2027, 2, 20), basis="Roof.")
    url = reverse("admin:applications_extension_move", args=[asked.pk, "grant"])
    client.force_login(stella)
    assert client.get(url).status_code == 404
    client.force_login(max)
    assert "From 1 to 30, counted from March 5, 2027: April 4, 2027 at the latest." in client.get(url).content.decode()

    look = client.post(url, {"days": "30", "note": "In the news.", "preview": "1"}).content.decode()
    assert "final-deadline, due 4 Apr 2027" in look
    assert Extension.objects.get().state == ExtensionState.REQUESTED
    assert client.post(url, {"days": "31", "note": "In the news.", "make": "1"}).status_code == 422
    assert client.post(url, {"days": "30", "note": "In the news.", "make": "1"}).status_code == 302
    assert deadlines.running(pending, Kind.FINAL_DEADLINE).due_on == datetime.date(2027, 4, 4)
    assert "4 Apr 2027" in read(client, olivia, pending.get_absolute_url())


def test_a_withdrawal_says_what_it_costs_first(client, pending, olivia, eddie):
    asked = actions.request(pending, by=olivia, ground="storm", event_on=datetime.date(2027, 2, 20), basis="Roof.")
    url = reverse("applications:extension-withdraw", args=[asked.pk])
    client.force_login(eddie)
    assert client.post(url).status_code == 404
    with time_machine.travel("2027-03-06 15:00Z"):
        client.force_login(olivia)
        assert "it lapses at once" in client.get(url).content.decode()
        client.post(url)

    assert Extension.objects.get().state == ExtensionState.WITHDRAWN


@pytest.mark.parametrize("who", ["olivia", "eddie", "vera", "stan", "stella", "max", "sam"])
def test_a_move_works_exactly_when_its_button_is_offered(request, pending, olivia, who):
    asked = actions.request(pending, by=olivia, ground="storm", event_on=datetime.date(2027, 2, 20), basis="Roof.")
    user = request.getfixturevalue(who)
    offered = {offer.name for offer in moves_for(asked, user) if offer.ready}

    expected = {"olivia": {"withdraw"}, "max": {"grant", "deny"}}
    assert offered == expected.get(who, set())


@pytest.mark.parametrize("requests", [1, 3])
def test_the_page_costs_the_same_with_one_and_three_requests(
    client, pending, url, olivia, max, requests, django_assert_num_queries
):
    for _ in range(requests):
        asked = actions.request(pending, by=olivia, ground="storm", event_on=datetime.date(2027, 2, 20), basis="Roof.")
        actions.deny(asked, by=max, note="No.")
    client.force_login(olivia)
    with django_assert_num_queries(21):
        client.get(url)


def test_somebody_of_the_practice_who_is_also_of_the_office_does_not_decide(pending, max, olivia):
    asked = actions.request(pending, by=olivia, ground="storm", event_on=datetime.date(2027, 2, 20), basis="Roof.")
    Membership.objects.create(practice=pending.practice, user=max, role=MembershipRole.VIEWER)
    assert moves_for(Extension.objects.get(pk=asked.pk), max) == []
