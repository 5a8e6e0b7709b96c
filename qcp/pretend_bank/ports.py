"""A port for the pretend bank."""

import socket


def near(port: int) -> int:
    """The first free one after the portal's own; 0 when there is none."""
    for candidate in range(port + 1, min(port + 50, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", candidate)):
                return candidate
    return 0
