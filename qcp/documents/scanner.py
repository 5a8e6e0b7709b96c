"""Asking the virus scanner. No answer is no answer: never taken for 'clean'."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

import clamd
from django.conf import settings

PATIENCE = 60  # seconds for one file


@dataclass(frozen=True)
class Answer:
    """What the scanner said. answered=False: nothing that counts, ask again later."""

    answered: bool
    found: str = ""


def scan(opened) -> Answer:
    """Send an open file to clamd (QCP_SCANNER), or say 'nothing found' where the portal runs without one ('none')."""
    if settings.SCANNER == "none":
        return Answer(True)
    opened.seek(0)
    try:
        status, name = connection(settings.SCANNER).instream(opened)["stream"]
    except (clamd.ClamdError, OSError, KeyError, ValueError):
        return Answer(False)
    if status == "FOUND":
        return Answer(True, name or "unnamed")
    return Answer(status == "OK")


def connection(address: str):
    """'host:port', or the path of a socket."""
    if Path(address).is_absolute():
        return clamd.ClamdUnixSocket(address, timeout=PATIENCE)
    host, _, port = address.rpartition(":")
    return clamd.ClamdNetworkSocket(host, int(port), timeout=PATIENCE)


def reachable() -> bool:
    """Does the scanner answer at all? For health pages and for not reading files in vain."""
    if settings.SCANNER == "none":
        return True
    with contextlib.suppress(clamd.ClamdError, OSError, ValueError):
        return connection(settings.SCANNER).ping() == "PONG"
    return False
