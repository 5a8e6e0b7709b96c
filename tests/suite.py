"""`make test`: the whole suite, first on SQLite, then on a private PostgreSQL; every service is real and ours alone."""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.services.postgres import private_postgres

SHARED = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # in our own order: conftest.py
PYTEST = [sys.executable, "-m", "pytest", *SHARED, "-rs", "--durations", "10"]


def main() -> int:
    """0 only when both runs passed. Each run's closing lines name what did not run, and why."""
    codes = [run("SQLite", {}, [])]
    with ExitStack() as stack:
        url = stack.enter_context(private_postgres())
        # Here the database is on trial; what does not depend on it has been seen on SQLite.
        codes.append(run("PostgreSQL", {"QCP_DATABASE_URL": url}, ["-m", "not browser and not once"]))
    return max(codes)


def run(name: str, environment: dict[str, str], arguments: list[str]) -> int:
    print(f"\n=== the suite on {name} ===", flush=True)
    return subprocess.run([*PYTEST, *arguments], env={**os.environ, **environment}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
