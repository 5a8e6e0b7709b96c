"""Uploads over real connections: a hundred senders at once, and requests that no browser would send."""

import hashlib
import http.client
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from qcp.documents.models import Upload
from tests.qcp.documents import paper

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 100
FORM = "multipart/form-data; boundary=edge"
PART = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF'


@pytest.fixture
def door(live_server, olivia):
    """(host, port, headers of a session of Olivia's)."""
    client = Client()
    client.force_login(olivia)
    client.get("/help/")
    token = client.get("/home/").context["csrf_token"]
    cookies = [
        f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
        f"{settings.CSRF_COOKIE_NAME}={client.cookies[settings.CSRF_COOKIE_NAME].value}",
    ]
    place = urlsplit(live_server.url)
    return place.hostname, place.port, {"Cookie": "; ".join(cookies), "X-CSRFToken": str(token)}


def post(door, path, body, **headers):
    host, port, session = door
    line = http.client.HTTPConnection(host, port, timeout=60)
    try:
        line.request("POST", path, body, {**session, **headers})
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def test_a_hundred_senders_at_once_all_arrive_whole(door):
    def send(number: int) -> int:
        content = paper.pdf(f"Policy {number}.")
        digest = hashlib.sha256(content).hexdigest()
        given = {"place": "/p/", "name": f"{number}.pdf", "size": len(content), "sha256": digest}
        _, told = post(door, "/uploads/", json.dumps(given), **{"Content-Type": "application/json"})
        kind = {"Content-Type": "application/octet-stream", "X-Content-SHA256": digest}
        status, told = post(door, f"/uploads/{json.loads(told)['id']}/parts/0/", content, **kind)
        return json.loads(told)["percent"] if status == 200 else -status

    with ThreadPoolExecutor(SENDERS) as pool:
        percents = list(pool.map(send, range(SENDERS)))

    assert percents == [100] * SENDERS
    assert Upload.objects.count() == SENDERS


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, PART),  # ends in the middle of the file
        (FORM, b"--other\r\n\r\n"),  # another boundary than was said
        ("multipart/form-data", PART),  # no boundary at all
        (FORM, b"--edge\r\nContent-Disposition: form-data; name=\r\n\r\n\r\n--edge--"),
        (FORM, b""),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(10_000))),
        ("application/x-www-form-urlencoded", b"file=%ff%fe&policies=%00"),
        ("application/json", b'{"file": [[[[[[' * 500),
    ],
    ids=("cut", "wrong-edge", "no-edge", "no-name", "nothing", "fields", "bytes", "json"),
)
@pytest.mark.parametrize("path", ["/uploads/", "/policies/request/"])
def test_a_request_that_no_browser_sends_gets_an_answer_and_no_error(door, kind, body, path):
    status, _ = post(door, path, body, **{"Content-Type": kind})

    assert 400 <= status < 500


def test_a_sender_that_promises_more_than_it_sends_leaves_nothing(door):
    host, port, session = door
    lines = ["POST /uploads/ HTTP/1.1", f"Host: {host}", "Content-Length: 5000", f"Content-Type: {FORM}"]
    lines += [f"{name}: {value}" for name, value in session.items()]
    with socket.create_connection((host, port), timeout=60) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + PART)
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(100)

    assert not answer.startswith(b"HTTP/1.1 5")
    assert Upload.objects.count() == 0
    assert post(door, "/uploads/", b"{}", **{"Content-Type": "application/json"})[0] == 422
