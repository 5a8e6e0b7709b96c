"""A PostgreSQL cluster of our own: a fresh folder, a free port, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .ports import free_port


@contextmanager
def private_postgres():
    """Yield the database URL of a cluster that lives only inside the block."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="qcp-postgres-"))
    port = free_port()
    give_away(folder)
    try:
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
        as_postgres(binaries / "initdb", "-D", folder / "cluster", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
        as_postgres(binaries / "pg_ctl", "-D", folder / "cluster", "-w", "-l", folder / "log", "-o", options, "start")
        user = "postgres" if os.getuid() == 0 else os.environ["USER"]
        yield f"postgres://{user}@127.0.0.1:{port}/postgres"
        as_postgres(binaries / "pg_ctl", "-D", folder / "cluster", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_away(folder: Path) -> None:
    """PostgreSQL refuses to run as root, so root lends the folder to its own user."""
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def as_postgres(*command) -> None:
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/tmp")  # noqa: S603
