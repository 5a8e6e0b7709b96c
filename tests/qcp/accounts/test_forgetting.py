"""What is thrown away at night, and what is not."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from qcp import clock
from qcp.accounts.forgetting import forget
from qcp.accounts.models import WrongTries


def test_ended_sessions_go_and_the_others_stay(client, olivia):
    client.post("/accounts/login/", {"login": olivia.email, "password": "correct horse"})
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - datetime.timedelta(hours=1))
    UserSession.objects.create(user=olivia, session_key="old", ip="127.0.0.1", user_agent="an old browser")

    forget()

    assert client.get("/home/").status_code == 200
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)


def test_wrong_tries_that_no_longer_count_go(db):
    with clock.at(clock.now() - datetime.timedelta(hours=2)):
        WrongTries.objects.take("old@test.example", "192.0.2.1")
    WrongTries.objects.take("new@test.example", "192.0.2.1")

    forget()

    assert [tries.email for tries in WrongTries.objects.all()] == ["new@test.example"]
