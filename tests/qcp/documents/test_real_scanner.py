"""With a real virus scanner: what it finds is refused, and without its answer nothing comes out."""

import shutil
import socketserver
import threading

import pytest

from qcp.documents import checks, scanner
from tests.services.clamav import private_clamav

from . import paper

# The harmless string that scanners are tested with, in pieces, so that no scanner stops at this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def clamav():
    if not shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin"):
        pytest.skip("clamd is not installed.")
    with private_clamav({"Eicar-Test": EICAR}) as addresses:
        yield addresses


@pytest.fixture(params=["port", "socket"])
def scanning(request, clamav, settings):
    port, path = clamav
    settings.SCANNER = f"127.0.0.1:{port}" if request.param == "port" else path


INFECTED = {
    "plain.pdf": EICAR,
    "inside.pdf": paper.pdf(change=lambda d: setattr(d.Root, "Note", paper.Stream(d, EICAR)), compress_streams=False),
    "inside.docx": paper.docx_with({"word/media/note.txt": EICAR}),
}


@pytest.mark.services
@pytest.mark.parametrize(("name", "content"), INFECTED.items(), ids=INFECTED)
def test_an_infected_file_is_refused_by_name(scanning, hand_in, name, content):
    stored = hand_in(name, content)

    checks.check_due()

    stored.refresh_from_db()
    assert stored.verdict == "refused"
    assert stored.reason.startswith("The virus scanner found “Eicar-Test.UNOFFICIAL” in it.")


@pytest.mark.services
def test_a_sound_file_passes_scanner_and_content_check(scanning, hand_in):
    stored, page = hand_in(), hand_in("page.pdf", b"<html><body>no</body></html>")

    checks.check_due()

    stored.refresh_from_db()
    page.refresh_from_db()
    assert (stored.verdict, page.verdict) == ("clean", "refused")
    assert scanner.reachable()


@pytest.fixture
def answering(settings):
    """A scanner that says what the test wants, or hangs up."""
    servers = []

    def answers(reply: bytes):
        class Line(socketserver.BaseRequestHandler):
            def handle(self):
                self.request.settimeout(5)
                received = b""
                while not received.endswith(b"\0\0\0\0"):
                    received += self.request.recv(65536)
                self.request.sendall(reply)

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        settings.SCANNER = f"127.0.0.1:{server.server_address[1]}"

    yield answers
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"OK\0",
        b"stream: OK and more\0",
        b"\xff\xfe\0",
        b"stream: a ERROR\0",
    ],
)
def test_an_answer_that_is_not_plain_lets_nothing_out(answering, hand_in, reply):
    answering(reply)
    stored = hand_in()

    checks.check_due()

    stored.refresh_from_db()
    assert (stored.verdict, stored.attempts) == ("", 1)
