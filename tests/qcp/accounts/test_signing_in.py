"""Signing in: one page, wrong tries that wait longer and longer, sessions that end."""

import datetime
import random

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from qcp import clock
from qcp.accounts.models import SignIn, WrongTries
from qcp.accounts.origins import origin
from tests.prove import wrong_tries

PASSWORD = "correct horse"


def sign_in(client, email="olivia@test.example", password=PASSWORD, **headers):
    return client.post("/accounts/login/", {"login": email, "password": password}, **headers)


@pytest.fixture
def later():
    """The portal some time from now: `with later(minutes=31):`."""
    start = clock.now()
    return lambda **length: clock.at(start + datetime.timedelta(**length))


def test_e_mail_and_password_lead_home_under_a_new_session(client, olivia):
    client.get("/accounts/login/")
    client.cookies["session"] = "planted-by-somebody-else"

    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/home/")
    assert client.session.session_key != "planted-by-somebody-else"


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(client, olivia):
    wrong = sign_in(client, password="wrong").content.decode()
    unknown = sign_in(client, email="nobody@test.example", password="wrong").content.decode()

    assert "No account has this e-mail address with this password." in wrong
    assert "olivia@test.example" in wrong
    assert wrong.count("usa-input") == unknown.count("usa-input")


def test_after_five_wrong_tries_the_next_waits_and_then_longer(client, olivia, later):
    for _ in range(5):
        assert "No account has" in sign_in(client, password="wrong").content.decode()
    assert "Please wait half a minute" in sign_in(client).content.decode()

    with later(seconds=31):
        assert "No account has" in sign_in(client, password="wrong").content.decode()
        assert "Please wait a minute" in sign_in(client).content.decode()
    with later(seconds=95):
        assert sign_in(client).status_code == 302


def test_nobody_can_lock_out_somebody_elsewhere(client, olivia):
    for _ in range(10):
        sign_in(client, password="wrong", REMOTE_ADDR="192.0.2.66")

    assert sign_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_invented_forwarding_headers_give_no_further_tries(client, olivia):
    chance = random.Random(7)

    answers = [
        sign_in(client, password="wrong", HTTP_X_FORWARDED_FOR=".".join(str(chance.randint(1, 250)) for _ in range(4)))
        for _ in range(100)
    ]

    assert sum("No account has" in each.content.decode() for each in answers) == 5
    assert WrongTries.objects.count() == 1


def test_a_right_password_forgets_the_wrong_ones(client, olivia):
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)

    assert WrongTries.objects.count() == 0


def test_a_session_ends_after_half_an_hour_without_use(client, olivia, later):
    sign_in(client)
    with later(minutes=29):
        assert client.get("/home/").status_code == 200
    with later(minutes=58):
        assert client.get("/home/").status_code == 200
    with later(minutes=90):
        assert client.get("/home/")["Location"] == "/accounts/login/?next=/home/"


def test_a_session_ends_after_twelve_hours_whatever_was_done(client, olivia, later):
    sign_in(client)
    for half_hours in range(1, 25):
        with later(minutes=29 * half_hours):
            assert client.get("/home/").status_code == 200
    with later(minutes=12 * 60 + 1):
        assert client.get("/home/").status_code == 302


def test_a_surveyors_day_is_one_session(client, sam, later):
    sign_in(client, email="sam@test.example")
    with later(hours=11):
        assert client.get("/home/").status_code == 200


def test_a_closed_account_is_out_with_the_next_click(client, olivia):
    sign_in(client)
    assert client.get("/home/").status_code == 200
    olivia.is_active = False
    olivia.save()

    assert client.get("/home/").status_code == 302
    assert sign_in(client).url == "/accounts/inactive/"


def test_signing_out_makes_the_old_session_worthless(client, olivia):
    sign_in(client)
    old = client.cookies["session"].value
    client.post("/accounts/logout/")
    client.cookies["session"] = old

    assert client.get("/home/").status_code == 302


def test_a_new_password_signs_out_everywhere_else(client, olivia):
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    new = "three blind mice"

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get("/home/").status_code == 200
    assert elsewhere.get("/home/").status_code == 302


def test_one_sees_and_ends_ones_sessions(client, olivia):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    assert client.get("/accounts/sessions/").content.decode().count("127.0.0.1") == 2

    client.post("/accounts/sessions/")

    assert elsewhere.get("/home/").status_code == 302
    assert client.get("/home/").status_code == 200


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "password/set/", "login/code/confirm/", "login/code/"])
def test_pages_that_the_portal_does_not_use_are_absent(client, olivia, path):
    client.force_login(olivia)

    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_hundred_invented_origins_are_heard_five_times(db):
    figure = wrong_tries.run(100)

    assert (figure.good, figure.tried) == (100, 100)


@pytest.mark.parametrize(
    ("trusted", "claims", "believed"),
    [
        ([], "203.0.113.9", "192.0.2.1"),
        (["192.0.2.0/24"], "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (["192.0.2.0/24", "203.0.113.9"], "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (["192.0.2.0/24"], "203.0.113.9, nonsense", "192.0.2.1"),
        (["192.0.2.0/24"], "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_the_origin_is_read_from_the_right_past_trusted_proxies_only(rf, settings, trusted, claims, believed):
    settings.TRUSTED_PROXIES = trusted

    assert origin(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=claims)) == believed


def test_each_sign_in_leaves_one_line_that_its_person_can_read(client, olivia):
    sign_in(client, password="wrong")
    sign_in(client, REMOTE_ADDR="198.51.100.7")
    client.get("/home/")

    [line] = SignIn.objects.all()
    assert (line.person, line.origin) == (olivia, "198.51.100.7")
    assert "from 198.51.100.7" in client.get("/accounts/me/").content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        SignIn.objects.update(origin="elsewhere")


def test_a_refused_try_is_logged_without_saying_whose(client, olivia, caplog):
    for _ in range(6):
        sign_in(client, password="wrong")

    said = [record.getMessage() for record in caplog.records if record.name == "qcp.accounts.adapter"]
    assert said == [*["A try to sign in was refused."] * 5, "A try to sign in was held back after too many wrong ones."]


@pytest.mark.parametrize("step", [-3600, 3600])
def test_a_clock_that_steps_back_or_on_locks_nobody_out(client, olivia, step, later):
    """The next pause is never longer than the longest, whatever the clock of the machine did in between."""
    for _ in range(6):
        sign_in(client, password="wrong")

    with later(seconds=step):
        assert WrongTries.objects.get().wait() <= 15 * 60
    with later(seconds=step + 15 * 60 + 3601):
        assert sign_in(client).status_code == 302
