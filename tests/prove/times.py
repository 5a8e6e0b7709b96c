"""E-7 and E-10: what must be answered alike is answered alike in time, too.

Two kinds of request are sent in turn. Time tells them apart when their middle times differ by more than each kind
varies by itself: by more than its middle half is wide.
"""

import time
from statistics import median, quantiles

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from qcp.accounts.models import User
from tests.architecture import access_questions as matrix
from tests.architecture.access_world import world

from .figure import Figure

RESET = "/accounts/password/reset/"


def told_apart(ask, first, second, size: int) -> bool:
    """So many pairs, the one first and then the other."""
    took: dict = {first: [], second: []}
    for turn in range(size):
        for each in (first, second) if turn % 2 else (second, first):
            took[each].append(seconds(ask, each))
    noise = min(upper - lower for lower, _, upper in map(quantiles, took.values()))
    return abs(median(took[first]) - median(took[second])) > noise


def seconds(ask, what) -> float:
    began = time.perf_counter()
    ask(what)
    return time.perf_counter() - began


def resets(size: int) -> Figure:
    """A new password for somebody who has an account, and for somebody who has none."""

    def ask(email):
        cache.clear()
        Client().post(RESET, {"email": email})

    with transaction.atomic():
        User.objects.create_user("olivia@test.example", "correct horse", name="Olivia")
        ask("olivia@test.example"), ask("nobody@test.example")
        apart = told_apart(ask, "olivia@test.example", "nobody@test.example", size)
        transaction.set_rollback(True)
    return Figure(0 if apart else size, size)


def strangers(size: int) -> Figure:
    """A record of another practice, and one that does not exist, asked for by a member of the first."""
    with transaction.atomic():
        people, houses = world()
        client = Client()
        client.force_login(people["stan"])
        asked = matrix.questions(names=("stan",), methods=("GET",), houses=("elm", "nobody"))
        urls: dict = {}
        for question in asked:
            if question.row.subject and "signatory" in question.row.get:
                urls.setdefault(question.row.name, []).append(question.url(houses))
        pairs = list(urls.values())
        apart = [pair for pair in pairs if told_apart(client.get, *pair, size // 4)]
        transaction.set_rollback(True)
    print(*apart, sep="\n", end="\n" if apart else "")
    return Figure(len(pairs) - len(apart), len(pairs), percent=95)  # of so many comparisons some differ by chance


FIGURES = {"E-7": (resets, 200), "E-10 in time": (strangers, 200)}
