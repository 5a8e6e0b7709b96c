"""A forgotten password: the answer tells nobody who has an account; the letter leads to a new one."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qcp.accounts.models import WrongTries
from qcp.notices.models import Message

NEW = "three blind mice"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


def ask(client, email):
    return client.post("/accounts/password/reset/", {"email": email}, follow=True)


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, olivia):
    known, unknown = ask(client, "olivia@test.example"), ask(client, "nobody@test.example")

    assert known.redirect_chain == unknown.redirect_chain == [("/accounts/password/reset/done/", 302)]
    assert len(known.content) == len(unknown.content)
    assert set(Message.objects.values_list("notice", "address")) == {
        ("accounts.password_reset", "olivia@test.example"),
        ("accounts.no_account", "nobody@test.example"),
    }


def test_both_answers_cost_the_same_questions(client, olivia):
    ask(client, "olivia@test.example")  # allauth notes an address when it first meets it
    with CaptureQueriesContext(connection) as known:
        ask(client, "olivia@test.example")
    with CaptureQueriesContext(connection) as unknown:
        ask(client, "nobody@test.example")

    assert abs(len(known) - len(unknown)) <= 3


def test_the_letter_leads_to_a_new_password_and_no_further(client, olivia):
    WrongTries.objects.take("olivia@test.example", "127.0.0.1")
    ask(client, "olivia@test.example")
    path = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", Message.objects.get().body).group(1)

    form = client.get(path, follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)

    assert done.status_code == 200
    olivia.refresh_from_db()
    assert olivia.check_password(NEW)
    assert client.get("/home/").status_code == 302  # signing in is a step of its own
    assert WrongTries.objects.count() == 0
    assert client.get(path, follow=True).context.get("token_fail")


def test_the_letter_names_the_portals_own_address(client, olivia, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": "olivia@test.example"}, HTTP_HOST="evil.example")

    assert "evil.example" not in Message.objects.get().body
    assert settings.BASE_URL in Message.objects.get().body


def test_letters_to_one_address_are_few(client, olivia):
    answers = [client.post("/accounts/password/reset/", {"email": "olivia@test.example"}) for _ in range(5)]

    assert [each.status_code for each in answers] == [302, 302, 302, 429, 429]
    assert Message.objects.count() == 3
    assert "Please wait a moment" in answers[-1].content.decode()


@pytest.mark.parametrize("easy", ["QOPI-Certification1", "oncologyportal!!", "1qaz2wsx3edc", "123456789012"])
def test_words_of_the_program_and_common_passwords_are_refused(easy):
    with pytest.raises(ValidationError):
        validate_password(easy)


@pytest.mark.parametrize(
    "good", ["three blind mice", "  spaces at both ends  ", "Ä Ö Ü ä ö ü ß é è ê", "a" * 63 + "B", "qopi is my dog"]
)
def test_long_passwords_of_any_kind_are_taken_exactly_as_typed(client, olivia, good):
    validate_password(good, olivia)
    olivia.set_password(good)
    olivia.save()

    def answer(password):
        return client.post("/accounts/login/", {"login": "olivia@test.example", "password": password}).status_code

    assert 'type="password"' in client.get("/accounts/login/").content.decode()
    assert (answer(good.swapcase()), answer(good.strip() + "x"), answer(good)) == (200, 200, 302)
