"""A PostgreSQL cluster of our own: a fresh folder, a free port, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .ports import free_port


class PrivatePostgres:
    """`with PrivatePostgres() as server: server.url`; it can be crashed and started in between."""

    def __init__(self, fsync: str = "off"):
        self.binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="qcp-postgres-")), free_port()
        user = "postgres" if os.getuid() == 0 else os.environ["USER"]
        self.url = f"postgres://{user}@127.0.0.1:{self.port}/postgres"
        self.options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync={fsync}"

    def __enter__(self):
        give_away(self.folder)
        cluster = ["-D", self.folder / "cluster", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"]
        as_postgres(self.binaries / "initdb", *cluster)
        self.start()
        return self

    def __exit__(self, *error):
        try:
            self.crash()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        options = f"{self.options} -c max_connections=60"
        self.control("-w", "-l", self.folder / "log", "-o", options, "start")

    def crash(self) -> None:
        """Every process of it is killed; what was not committed is gone."""
        self.control("-m", "immediate", "stop")

    def control(self, *words) -> None:
        as_postgres(self.binaries / "pg_ctl", "-D", self.folder / "cluster", *words)


@contextmanager
def private_postgres():
    """Yield the database URL of a cluster that lives only inside the block."""
    with PrivatePostgres() as server:
        yield server.url


def give_away(folder: Path) -> None:
    """PostgreSQL refuses to run as root, so root lends the folder to its own user."""
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def as_postgres(*command) -> None:
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/tmp")  # noqa: S603
