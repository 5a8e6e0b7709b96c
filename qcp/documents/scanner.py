"""Asking the virus scanner, clamd, in its own few words. No answer is no answer: never taken for 'clean'."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PATIENCE = 60  # seconds of silence
PIECE = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """What the scanner said. answered=False: nothing that counts, ask again later."""

    answered: bool
    found: str = ""


def scan(opened) -> Answer:
    """Send an open file to the scanner (QCP_SCANNER); where the portal runs without one ('none') nothing is found."""
    if settings.SCANNER == "none":
        return Answer(True)
    opened.seek(0)
    pieces = iter(lambda: opened.read(PIECE), b"")
    try:
        said = ask(b"zINSTREAM\0", *(struct.pack("!L", len(piece)) + piece for piece in pieces), struct.pack("!L", 0))
    except (OSError, ValueError):
        return Answer(False)
    name = said.removeprefix("stream: ")
    if name.endswith(" FOUND"):
        return Answer(True, name.removesuffix(" FOUND"))
    return Answer(said == "stream: OK")


def reachable() -> bool:
    """Does the scanner answer at all? For the health pages."""
    if settings.SCANNER == "none":
        return True
    try:
        return ask(b"zPING\0") == "PONG"
    except (OSError, ValueError):
        return False


def ask(*pieces: bytes) -> str:
    """Send the pieces, and read the one answer."""
    with connection(settings.SCANNER) as line, line.makefile("rb") as reply:
        for piece in pieces:
            line.sendall(piece)
        return reply.read(4096).decode().strip("\0\n ")


def connection(address: str) -> socket.socket:
    """'host:port', or the path of a socket."""
    if not Path(address).is_absolute():
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    if problem := line.connect_ex(address):
        line.close()
        raise OSError(problem, f"No scanner at {address}.")
    return line
