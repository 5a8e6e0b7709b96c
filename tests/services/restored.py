"""A PostgreSQL database saved with `pg_dump`, lost, and brought back with `pg_restore` in one of its own."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]


def address(name: str) -> str:
    given = connection.settings_dict
    return f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{name}"


def run(program: str, *words: str) -> None:
    environment = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    subprocess.run([str(BINARIES[0] / program), *words], check=True, env=environment, capture_output=True)  # noqa: S603


def use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def dumped_dropped_restored(folder: Path):
    """Inside the block the portal works on a database that was restored twice over: its first copy was dropped."""
    home, copy = connection.settings_dict["NAME"], "qcp_drill"
    try:
        for turn in ("first", "second"):
            kept = folder / f"{turn}.dump"
            run("pg_dump", "--format=custom", f"--file={kept}", address(connection.settings_dict["NAME"]))
            use(home)
            run("dropdb", "--if-exists", "--force", f"--maintenance-db={address(home)}", copy)
            run("createdb", f"--maintenance-db={address(home)}", copy)
            run("pg_restore", "--exit-on-error", f"--dbname={address(copy)}", str(kept))
            use(copy)
        yield
    finally:
        use(home)
        run("dropdb", "--if-exists", "--force", f"--maintenance-db={address(home)}", copy)
