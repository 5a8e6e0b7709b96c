"""E-55 and E-84: Redis goes away and comes back, again and again; pages answer, and counts go on."""

from django.core.cache import caches
from django.db import transaction
from django.test import Client, override_settings

from qcp import clock
from qcp.accounts.models import User, WrongTries
from qcp.accounts.models.tries import FREE
from qcp.settings import base
from tests.services.redis import PrivateRedis

from .figure import Figure

PASSWORD = "correct horse"
NOBODY = {"login": "olivia@test.example", "password": "wrong"}


def run(size: int) -> Figure:
    """`size` restarts: each time a page is asked for while Redis is away and again when it is back."""
    with PrivateRedis() as redis, transaction.atomic(), production(redis.url), clock.at(clock.now()):
        person = User.objects.create_user("olivia@test.example", PASSWORD, name="Olivia")
        client = Client()
        client.force_login(person)
        good = sum(went_on(redis, client, origin=f"192.0.2.{number}") for number in range(1, size + 1))
        still_counted = WrongTries.objects.get().count == FREE
        transaction.set_rollback(True)
    return Figure(good if still_counted else 0, size)


def production(url: str):
    """Production's own table of caches, with the address of this Redis."""
    return override_settings(CACHES={"default": base.CACHES["default"] | {"LOCATION": url}})


def went_on(redis, client, origin: str) -> bool:
    redis.stop()
    away = answers(client, origin)
    redis.start()
    caches["default"].ask_again_at = 0.0  # as if its few seconds had passed
    return away == answers(client, origin) == [200, 200, 404]


def answers(client, origin: str) -> list[int]:
    """Signed in as before, a wrong password from outside, a number that the public asks about."""
    return [
        client.get("/home/").status_code,
        Client().post("/accounts/login/", NOBODY).status_code,
        Client().get("/verify/QCP-0000-0000/", REMOTE_ADDR=origin).status_code,
    ]


FIGURES = {"E-84": (run, 50)}
