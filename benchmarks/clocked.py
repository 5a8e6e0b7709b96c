"""Times: page and bare page in turn, so that whatever else the machine does weighs on both alike."""

import statistics
import time
from contextlib import contextmanager

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from .bare import MIDDLEWARE
from .pages import Measure

ROUNDS = 15


@contextmanager
def bare_client():
    with override_settings(ROOT_URLCONF="benchmarks.bare", MIDDLEWARE=MIDDLEWARE):
        client = Client()
        client.get("/bare/")
    yield client


def seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def bare(client) -> float:
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        return seconds(lambda: client.get("/bare/"))


def measured(measure: Measure, yardstick) -> dict:
    """Medians of page and bare page, their ratio, and how often the page asked the database."""
    client = Client()
    if measure.who:
        client.force_login(measure.who)

    def ask():
        answer = client.post(measure.path, measure.typed()) if measure.typed else client.get(measure.path)
        if answer.status_code >= 500:
            raise RuntimeError(f"{measure.path} answered {answer.status_code}")
        return answer

    with CaptureQueriesContext(connection) as queries:
        status = ask().status_code
    pairs = [(bare(yardstick), seconds(ask)) for _ in range(ROUNDS)]
    plain, page = (statistics.median(times) for times in zip(*pairs, strict=True))
    return {
        "name": measure.name, "status": status, "queries": len(queries), "bare_ms": round(plain * 1000, 2),
        "page_ms": round(page * 1000, 2), "ratio": round(page / plain, 2), "goal": measure.goal,
    }  # fmt: skip
