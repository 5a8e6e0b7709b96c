"""The reader's own letters, and the moment they were first opened."""

import re

import pytest
from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.notices.models import Message
from qcp.notices.outbox import enqueue
from qcp.workflow.models import Case


@pytest.fixture
def write(asked, question):
    def run(*readers, occasions=("asked",)):
        with transaction.atomic():
            for occasion in occasions:
                enqueue(asked, question, occasion=occasion, to=readers, url="http://127.0.0.1:8000/conflicts/1/")

    return run


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_one_finds_ones_own_letters_and_how_many_are_unread(client, write, olivia, eddie):
    write(olivia, occasions=["asked", "reminded"])
    write(eddie)
    client.force_login(olivia)

    page = words(client.get("/inbox/"))

    assert "2 unread." in page
    assert page.count("A question about Elm, Troy") == 2


def test_an_empty_inbox_says_what_will_come(client, olivia):
    client.force_login(olivia)

    assert "No letters yet." in words(client.get("/inbox/"))


def test_opening_a_letter_marks_its_first_view_and_only_the_first(client, letter, olivia, later):
    client.force_login(olivia)

    page = words(client.get(letter.get_absolute_url()))
    seen = Message.objects.get().first_viewed_at
    later(lambda: client.get(letter.get_absolute_url()), minutes=5)

    assert "please answer." in page
    assert seen is not None
    assert Message.objects.get().first_viewed_at == seen
    assert "Nothing is unread." in words(client.get("/inbox/"))


@pytest.mark.parametrize("ask", [{"headers": {"Sec-Purpose": "prefetch"}}, {"method": "HEAD"}])
def test_a_browser_that_looks_ahead_has_not_read_the_letter(client, letter, olivia, ask):
    client.force_login(olivia)

    method = client.head if ask.pop("method", "GET") == "HEAD" else client.get
    assert method(letter.get_absolute_url(), **ask).status_code == 200

    assert Message.objects.get().first_viewed_at is None


def test_somebody_elses_letter_does_not_exist(client, letter, eddie, stella):
    for other in (eddie, stella):
        client.force_login(other)
        assert client.get(letter.get_absolute_url()).status_code == 404

    assert Message.objects.get().first_viewed_at is None


def test_letters_of_a_case_one_stepped_off_are_gone(client, write, letter, olivia):
    conflicts.recuse(letter.case, olivia)
    client.force_login(olivia)

    assert client.get(letter.get_absolute_url()).status_code == 404
    assert "No letters yet." in words(client.get("/inbox/"))


def test_a_letter_without_a_case_stays(client, letter, olivia):
    Message.objects.update(case=None)
    conflicts.recuse(Case.objects.create(), olivia)
    client.force_login(olivia)

    assert client.get(letter.get_absolute_url()).status_code == 200


def test_a_letter_held_back_is_not_in_the_inbox_yet(client, letter, olivia, later):
    Message.objects.update(not_before=later(clock.now, minutes=1))
    client.force_login(olivia)

    assert client.get(letter.get_absolute_url()).status_code == 404
    assert later(lambda: client.get(letter.get_absolute_url()), minutes=2).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_costs_the_same_however_full_it_is(client, write, olivia, rows, django_assert_num_queries):
    write(olivia, occasions=[f"v{number}" for number in range(rows)])
    client.force_login(olivia)

    with django_assert_num_queries(6):
        client.get("/inbox/")


def test_a_full_inbox_comes_in_pages(client, write, olivia):
    write(olivia, occasions=[f"v{number}" for number in range(51)])
    client.force_login(olivia)

    assert "Page 1 of 2" in words(client.get("/inbox/"))
    assert words(client.get("/inbox/?page=2")).count("A question about") == 1


def test_one_signs_in_first(client, letter):
    assert client.get(letter.get_absolute_url()).status_code == 302


def test_what_somebody_wrote_into_a_letter_is_shown_and_never_run(client, asked, question, olivia):
    with transaction.atomic():
        enqueue(asked, question, occasion="asked", to=[olivia], url="/x/", note="<script>alert(1)</script>")
    client.force_login(olivia)

    page = client.get(Message.objects.get().get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
