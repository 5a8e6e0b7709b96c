"""The database has no room left: a calm page, nothing half saved, and it goes on when there is room again."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from applications.models import Application
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.verify import differences
from tests.factories.applications import practice_of

LONG = "A reason that fits into no page of the database that is left. " * 400

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="its own limit of pages plays the full disk"),
]


@contextmanager
def no_room():
    """Not one more page for the database, and the last one filled."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (bytes BLOB)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        for size in (100_000, 4000, 1000, 100, 10):
            fill(cursor, size)
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
            cursor.execute("DROP TABLE filler")


def fill(cursor, size: int) -> None:
    try:
        while True:
            cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [size])
    except OperationalError:
        return


def test_an_act_is_refused_in_words_and_done_when_there_is_room(client, olivia):
    application = Application.objects.create(case=Case.objects.create(), practice=practice_of(olivia))
    chain.begin(application, by=olivia)
    withdraw = f"/moves/application/{application.pk}/withdraw/"
    client.force_login(olivia)
    client.raise_request_exception = False
    with no_room():
        answer = client.post(withdraw, {"note": LONG})
        read = client.get("/healthz")

    assert (answer.status_code, read.status_code) == (503, 200)
    assert "either saved whole or not at all" in answer.content.decode()
    assert answer["Retry-After"] == "60"
    assert (Application.objects.get().state, list(differences())) == ("draft", [])
    assert client.post(withdraw, {"note": LONG}).status_code == 302
    assert Application.objects.get().state == "withdrawn"
