"""Times: page and bare page in turn, so that whatever else the machine does weighs on both alike."""

import statistics
import time
from contextlib import contextmanager

from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from .bare import MIDDLEWARE
from .pages import Measure

ROUNDS = 40
QUESTIONS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


@contextmanager
def bare_client():
    """Asks for the bare page; its middleware is loaded with the first answer."""
    client = Client(SERVER_NAME="localhost")
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client.get("/bare/")
    yield client


def measured(measure: Measure, yardstick: Client) -> dict:
    """Medians of page and bare page, their ratio, the slowest of twenty, and how often the page asked the database."""
    client = Client(SERVER_NAME="localhost")
    sign_in(client, measure.who)
    sign_in(yardstick, measure.who)
    asking(client, measure)()  # what is read once and remembered
    with CaptureQueriesContext(connection) as asked:
        answer = asking(client, measure)()
    queries = sum(query["sql"].startswith(QUESTIONS) for query in asked.captured_queries)
    pairs = []
    for _ in range(ROUNDS):
        ask = asking(client, measure)
        pairs.append((seconds(lambda: yardstick.get("/bare/")), seconds(ask)))
    plain, page = (sorted(times) for times in zip(*pairs, strict=True))
    return {
        "name": measure.name, "status": answer.status_code, "kilobytes": round(len(answer.content) / 1024),
        "queries": queries, "at_most": measure.queries, "bare_ms": round(statistics.median(plain) * 1000, 2),
        "page_ms": round(statistics.median(page) * 1000, 2), "p95_ms": round(page[len(page) * 95 // 100] * 1000, 2),
        "ratio": round(statistics.median(page) / statistics.median(plain), 2), "goal": measure.goal,
    }  # fmt: skip


def sign_in(client: Client, who) -> None:
    if who:
        client.force_login(who)
    else:
        client.logout()


def asking(client: Client, measure: Measure):
    """A request, ready to be sent: what is typed was read before the clock starts. No visitor asks too often."""
    typed = measure.typed and measure.typed()
    cache.clear()

    def ask():
        answer = client.post(measure.path, typed) if typed else client.get(measure.path)
        if answer.status_code not in (200, 303):
            raise RuntimeError(f"{measure.path} answered {answer.status_code}")
        return answer

    return ask
