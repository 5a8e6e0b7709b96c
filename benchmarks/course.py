"""The course of a run: load up to a size, measure everything there, go on to the next; then compare the sizes."""

import functools
import itertools
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection

from applications.models import Application

from . import clocked, seed, work
from .pages import measures
from .people import Cast, cast

SLOWER = 1.1  # what a page may cost at the largest size, in multiples of what it costs at the smallest
SHOWN = ("bare_ms", "page_ms", "p95_ms", "kilobytes", "queries", "rows", "clocks", "due", "sent", "lines")


def run(sizes: tuple[int, ...]) -> Iterator[dict]:
    call_command("migrate", verbosity=0)
    call_command("catalogue", verbosity=0)
    people = cast()
    found: list[dict] = []
    for before, size in itertools.pairwise((Application.objects.count(), *sizes)):
        took = clocked.seconds(functools.partial(seed.load, before + 1, size))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        for figure in itertools.chain([{"name": "load", "seconds": round(took, 1), "goal": None}], at(size, people)):
            found.append(told(size, figure))
            yield found[-1]
    for figure in growth(found, sizes):
        yield told(sizes[-1], figure)
    yield told(0, work.printed())


def at(size: int, people: Cast) -> Iterator[dict]:
    """Every page, and then every job."""
    with clocked.bare_client() as yardstick:
        for measure in measures(people, size):
            yield clocked.measured(measure, yardstick)
    yield work.exported(people.staff)
    yield work.read_in_vain()
    yield work.swept()
    yield work.drained()
    yield work.verified()


def growth(found: list[dict], sizes: tuple[int, ...]) -> Iterator[dict]:
    """How much slower each page is at the largest size than at the smallest, each time against the bare page."""
    first, last = (pages_at(size, found) for size in (sizes[0], sizes[-1]))
    for name, page in last.items() if len(sizes) > 1 else ():
        ratio = round(page["ratio"] / first[name]["ratio"], 2)
        yield {"name": f"{name}, against {sizes[0]}", "ratio": ratio, "goal": SLOWER}


def pages_at(size: int, found: list[dict]) -> dict[str, dict]:
    return {figure["name"]: figure for figure in found if figure["size"] == size and "bare_ms" in figure}


def told(size: int, figure: dict) -> dict:
    """Print it as it comes, marked when it misses its goal."""
    value = next(figure[key] for key in ("ratio", "seconds", "ms_each", "rows") if key in figure)
    goal = figure["goal"]
    missed = bool(figure.get("wrong")) or figure.get("queries", 0) > figure.get("at_most", 0)
    missed = missed or (goal is not None and value > goal)
    besides = ", ".join(f"{key} {figure[key]}" for key in SHOWN if key in figure)
    print(
        f"{size:>7} {figure['name']:42} {value:>8} {'-' if goal is None else goal:>5} {besides}{' MISSED' * missed}",
        flush=True,
    )
    return {"size": size, **figure, "missed": missed}
