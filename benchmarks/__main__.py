"""`python -m benchmarks [sizes]`: loads, measures, prints a line per figure, writes build/bench.json."""

import functools
import itertools
import json
import os
import sys
from pathlib import Path

import django

SIZES = (1_000, 20_000, 200_000)
REPORT = Path(__file__).parent.parent / "build" / "bench.json"


def main(sizes: tuple[int, ...]) -> None:
    from tests.services.postgres import private_postgres  # noqa: PLC0415  before Django has settings

    with private_postgres() as url:
        os.environ["QCP_DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "qcp.settings.test"
        django.setup()
        figures = list(run(sizes))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=1))
    print(f"{len(figures)} figures in {REPORT}")


def run(sizes: tuple[int, ...]):
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by `main`
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from . import clocked, seed, work  # noqa: PLC0415
    from .people import cast  # noqa: PLC0415

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("catalogue", verbosity=0)
    staff, signatory, mine = cast()
    for before, size in itertools.pairwise((0, *sizes)):
        took = clocked.seconds(functools.partial(seed.load, before + 1, size))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield told(size, {"name": "load", "seconds": round(took, 1), "goal": None})
        yield from pages(size, staff, signatory, mine)
        for act in (work.swept, work.drained, work.verified):
            yield told(size, act())
    yield told(0, work.printed())


def pages(size: int, *people):
    from . import clocked  # noqa: PLC0415  Django is set up by `main`
    from .pages import measures  # noqa: PLC0415

    with clocked.bare_client() as yardstick:
        for measure in measures(*people, size):
            yield told(size, clocked.measured(measure, yardstick))


def told(size: int, figure: dict) -> dict:
    """Print it as it comes, marked when it misses its goal."""
    value = figure.get("ratio", figure.get("seconds", figure.get("ms_each")))
    goal = figure["goal"]
    missed = " MISSED" if goal is not None and value > goal else ""
    print(f"{size:>7} {figure['name']:24} {value} (goal {goal}){missed}", flush=True)
    return {"size": size, **figure, "missed": bool(missed)}


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or SIZES)
