"""`make test`: the whole suite, first on SQLite, then on a private PostgreSQL; every service is real and ours alone."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.services.postgres import private_postgres

# A real browser and real processes wait for each other by the clock, which two busy cores can stretch.
TIMED = ("tests/browser/", "tests/journeys/", "tests/qcp/notices/test_running")
PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-rs", "--durations", "10"]


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
    code = pytest(environment, arguments)
    if code == 1 and failed() and all(test.startswith(TIMED) for test in failed()):
        print(f"\n=== a second try, alone, for: {', '.join(failed())} ===", flush=True)
        code = pytest(environment, ["-n", "0", "--last-failed"])
    return code


def pytest(environment: dict[str, str], arguments: list[str]) -> int:
    return subprocess.run([*PYTEST, *arguments], env={**os.environ, **environment}, check=False).returncode  # noqa: S603


def failed() -> list[str]:
    """The tests that failed in the run before, as pytest remembers them."""
    remembered = Path(".pytest_cache/v/cache/lastfailed")
    return sorted(json.loads(remembered.read_text())) if remembered.exists() else []


if __name__ == "__main__":
    sys.exit(main())
