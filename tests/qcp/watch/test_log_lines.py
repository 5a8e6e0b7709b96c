"""Log lines say what happened, and nobody's name."""

import io
import json
import logging
import logging.config

import pytest
from django.conf import settings as portal
from django.urls import reverse


@pytest.fixture
def lines():
    """Logging as in production, its lines read back."""
    written = io.StringIO()
    handler = {"class": "logging.StreamHandler", "formatter": "line", "stream": written}
    logging.config.dictConfig(portal.LOGGING | {"handlers": {"console": handler}})
    logging.getLogger("qcp.requests").setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.config.dictConfig(portal.LOGGING)


def test_a_request_leaves_one_line_with_its_page_and_no_path(lines, client, olivia):
    client.force_login(olivia)

    answer = client.get("/home/?q=somebody@example.org")

    (line,) = lines()
    assert (line["event"], line["page"], line["role"], line["status"]) == ("answered", "web:home", "practice", 200)
    assert line["request"] == answer["X-Request-Number"]
    assert "example.org" not in json.dumps(line) and "/home/" not in json.dumps(line)


def test_a_token_in_a_path_is_in_no_line(lines, client, db):
    client.get(reverse("deadlines:feed", args=["a-secret-that-opens-a-calendar"]))

    assert "a-secret" not in json.dumps(lines())


def test_an_error_is_named_by_its_kind_and_places_never_by_its_words(lines):
    try:
        raise ValueError("Key (email)=(olivia@test.example) already exists.")
    except ValueError:
        logging.getLogger("qcp").exception("Something went wrong with %s.", "olivia@test.example")

    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["places"][0].endswith("test_an_error_is_named_by_its_kind_and_places_never_by_its_words")
    assert "olivia" not in json.dumps(line)


def test_a_request_that_failed_names_the_page(lines, rf):
    request = rf.get("/invitations/opens-an-account/")
    logging.getLogger("django.request").error("Internal Server Error: %s", request.path, extra={"request": request})

    (line,) = lines()
    assert line["event"] == "A request was refused or failed."
    assert "opens-an-account" not in json.dumps(line)


@pytest.mark.parametrize("planted", ["a\nb", 'a\r\n{"event": "paid"}', "\x1b[2Ja", "a\u2028b", "%s%n{0}", "a\x00b"])
def test_what_a_visitor_sends_makes_no_line_of_its_own(lines, client, db, planted):
    client.get("/home/", {"q": planted}, HTTP_USER_AGENT=planted.replace("\n", " ").replace("\r", " "))
    client.post("/accounts/login/", {"login": planted, "password": planted})
    logging.getLogger("qcp").warning("Something was sent: %s", planted)

    assert [line["event"].partition(":")[0] for line in lines()] == ["answered", "answered", "Something was sent"]
    assert all(line["level"] in ("info", "warning") and "timestamp" in line for line in lines())
