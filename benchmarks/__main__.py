"""`python -m benchmarks [sizes]`: loads, measures, prints a line per figure, writes build/bench.json.

Ends with 1 when a goal was missed. QCP_BENCH_DATABASE_URL: an empty database instead of a PostgreSQL of its own.
"""

import json
import os
import sys
from contextlib import nullcontext
from pathlib import Path

import django

SIZES = (1_000, 5_000, 20_000, 200_000)
REPORT = Path(__file__).parent.parent / "build" / "bench.json"


def main(sizes: tuple[int, ...]) -> int:
    from tests.services.postgres import private_postgres  # noqa: PLC0415  before Django has settings

    own = os.environ.get("QCP_BENCH_DATABASE_URL")
    with nullcontext(own) if own else private_postgres() as url:
        os.environ["QCP_DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "qcp.settings.test"
        django.setup()
        from .course import run  # noqa: PLC0415  it imports models

        figures = list(run(sizes))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=1))
    missed = [f"{figure['name']} at {figure['size']}" for figure in figures if figure["missed"]]
    print(f"{len(figures)} figures in {REPORT}. " + (f"Missed: {'; '.join(missed)}." if missed else "No goal missed."))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(int(word) for word in sys.argv[1:]) or SIZES))
