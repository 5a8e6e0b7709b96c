"""A request on its way holds no thread of the server, however slowly it comes."""

import http.client
import os
import signal
import socket
import subprocess
from contextlib import ExitStack, contextmanager

import pytest

from qcp import gunicorn_embedded, gunicorn_packaged
from qcp.reception import LARGEST, PACE, PATIENCE, PLACES, Arriving
from tests.services.portal import BIN, ROOT
from tests.services.ports import free_port

HALF = b"POST /half HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n12345"
THREADS = 2


@contextmanager
def running(folder, leaving_seconds=0):
    """(process, (host, port)) of a server with two threads, once it listens."""
    port, ready = free_port(), folder / "ready"
    os.mkfifo(ready)
    settings = ["--worker-class", "qcp.reception.Reception", "--threads", str(THREADS), "--no-control-socket"]
    told = ["--bind", f"127.0.0.1:{port}", "--config", "python:tests.services.says_when_ready"]
    process = subprocess.Popen(  # noqa: S603
        [str(BIN / "gunicorn"), *told, *settings, "tests.services.echo:application"],
        cwd=ROOT, env={**os.environ, "READY": str(ready), "LEAVING": str(leaving_seconds)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        ready.read_text()
        yield process, ("127.0.0.1", port)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("server")) as (_, place):
        yield place


def ask(server, content: bytes | list, times=1) -> list[bytes]:
    line = http.client.HTTPConnection(*server, timeout=60)
    try:
        answers = []
        for _ in range(times):
            line.request("POST", "/", content)
            answers.append(line.getresponse().read())
        return answers
    finally:
        line.close()


@contextmanager
def many_lines(server):
    """More connections than the server has threads."""
    with ExitStack() as open_lines:
        yield [open_lines.enter_context(socket.create_connection(server, timeout=60)) for _ in range(THREADS * 5)]


def everything(line) -> bytes:
    return b"".join(iter(lambda: line.recv(1000), b""))


def test_senders_who_stop_half_way_keep_nobody_waiting_and_are_answered_in_the_end(server):
    with many_lines(server) as lines:
        for line in lines:
            line.sendall(HALF)

        assert ask(server, b"at once") == [b"at once"]

        for line in lines:
            line.sendall(b"67890")
            line.shutdown(socket.SHUT_WR)
            assert everything(line).endswith(b"1234567890")


def test_senders_who_stop_in_the_middle_of_a_header_keep_nobody_waiting(server):
    with many_lines(server) as lines:
        for line in lines:
            line.sendall(HALF[:30])

        assert ask(server, b"at once") == [b"at once"]


@pytest.mark.parametrize("content", [b"", b"x" * 3_000_000, [b"in ", b"chunks"]], ids=["nothing", "much", "chunks"])
def test_whatever_arrives_is_answered_and_the_line_kept(server, content):
    whole = content if isinstance(content, bytes) else b"".join(content)

    assert ask(server, content, times=3) == [whole] * 3


def test_who_asks_first_whether_to_send_is_told_to_go_on(server):
    with socket.create_connection(server, timeout=60) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        assert line.recv(25).startswith(b"HTTP/1.1 100 Continue")
        line.sendall(b"yes")
        line.shutdown(socket.SHUT_WR)
        assert everything(line).endswith(b"yes")


def test_two_requests_in_one_breath_are_not_mixed_up(server):
    one = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\none"
    with socket.create_connection(server, timeout=60) as line:
        line.sendall(one + one.replace(b"one", b"two"))
        answered = everything(line)

    assert answered.endswith(b"one")
    assert answered.count(b"HTTP/1.1 200") == 1


@pytest.fixture
def arriving():
    """A request of which these pieces have come, the first one at second 0."""
    made = []

    def arrive(*pieces: bytes) -> Arriving:
        made.append(Arriving(now=0))
        for piece in pieces:
            made[-1].take(piece)
        return made[-1]

    yield arrive
    for request in made:
        request.content.close()


def test_one_byte_a_second_is_cut_off(arriving):
    request = arriving(HALF)

    assert not request.is_late(PATIENCE)
    assert request.is_late(PATIENCE + len(HALF) / PACE + 1)
    assert arriving(b"GET / HT").is_late(PATIENCE + 1)


def test_a_slow_line_has_time_for_a_large_file(arriving):
    request = arriving(HALF.replace(b"10", b"26214400"))

    assert not request.is_late(3600)
    assert not request.is_too_large
    assert arriving(HALF.replace(b"10", str(LARGEST).encode())).is_too_large


def test_wherever_it_is_cut_a_request_is_whole_only_at_its_end(arriving):
    whole = HALF + b"67890"
    for cut in range(1, len(whole)):
        assert not arriving(whole[:cut]).is_whole
        assert arriving(whole[:cut], whole[cut:]).is_whole


def test_a_head_that_never_ends_is_left_to_the_parser(arriving):
    assert arriving(b"GET / HTTP/1.1\r\n", *[b"a: b\r\n" * 1000] * 11).is_whole


def test_told_to_stop_it_says_so_and_goes_on_answering(tmp_path):
    with running(tmp_path, leaving_seconds=3600) as (process, server):
        assert ask(server, b"here") == [b"here"]
        process.terminate()

        while ask(server, b"here") != [b"leaving"]:
            pass  # the signal is on its way

        assert ask(server, b"here", times=3) == [b"leaving"] * 3


def test_both_ways_to_run_the_portal_have_it():
    assert {gunicorn_embedded.worker_class, gunicorn_packaged.worker_class} == {"qcp.reception.Reception"}
    assert PLACES < 1000  # of the connections that gunicorn takes at once
