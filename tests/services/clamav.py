"""A virus scanner of our own: clamd on a free port, knowing nothing but the signatures given here."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from .ports import free_port

CONFIG = """
Foreground yes
DatabaseDirectory {folder}
TemporaryDirectory {folder}
PidFile {folder}/pid
TCPSocket {port}
TCPAddr 127.0.0.1
LocalSocket {folder}/socket
StreamMaxLength 30M
User {user}
"""


@contextmanager
def private_clamav(signatures: dict[str, bytes]):
    """Yield (port, socket path). signatures: name -> bytes that betray it."""
    folder = Path(tempfile.mkdtemp(prefix="qcp-clamav-"))
    folder.chmod(0o755)
    lines = [f"{name}:0:*:{content.hex()}" for name, content in signatures.items()]
    (folder / "own.ndb").write_text("\n".join(lines) + "\n")
    user, port = "clamav" if os.getuid() == 0 else os.environ["USER"], free_port()
    (folder / "clamd.conf").write_text(CONFIG.format(folder=folder, port=port, user=user))
    if os.getuid() == 0:
        shutil.chown(folder, "clamav", "clamav")
    binary = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scanner = subprocess.Popen([binary, "--config-file", folder / "clamd.conf"], **quiet)  # noqa: S603
    try:
        wait_for(folder / "socket")
        yield port, str(folder / "socket")
    finally:
        scanner.terminate()
        scanner.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(path: Path, seconds: int = 30) -> None:
    until = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > until:
            raise RuntimeError("The scanner did not start.")
        time.sleep(0.05)
