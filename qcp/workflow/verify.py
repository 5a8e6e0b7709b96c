"""Is the history of every case as it was written? Names the first line that is not.

Cases and lines are read once, in the order of the chains, so that a million lines need no more memory than a hundred.
"""

import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from .chain import digest
from .machines import history_of, models
from .models import Case


def differences() -> Iterator[str]:
    """A sentence per damaged case and per record whose state its history does not explain. None: all is as written."""
    rows = heapq.merge(placed_cases(), *map(placed_lines, models()), key=itemgetter(0))
    for _, found in groupby(rows, key=lambda row: row[0][0]):
        (_, case), *lines = found
        if not isinstance(case, Case):
            yield f"Case {case.case_id}: it is gone, and its lines are left."
        elif case.seq and not lines:
            yield f"Case {case.pk}: all {case.seq} lines are gone."
        else:
            yield from chain_differences(case, [line for _, line in lines])
    for model in models():
        yield from state_differences(model)


def placed_cases() -> Iterator[tuple]:
    """Each case before its first line."""
    return (((case.pk, -1), case) for case in Case.objects.order_by("pk").iterator())


def placed_lines(model) -> Iterator[tuple]:
    lines = history_of(model)._base_manager.order_by("case_id", "seq")
    return (((line.case_id, line.seq), line) for line in lines.iterator())


def number_of_lines() -> int:
    return sum(history_of(model)._base_manager.count() for model in models())


@contextmanager
def one_moment():
    """Everything read inside is as it was when the reading began, whoever writes meanwhile.

    SQLite keeps to that by itself while one of the readings is under way.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def chain_differences(case: Case, lines: list) -> Iterator[str]:
    """At most one sentence: the first line of the case that is missing, moved or changed."""
    before = ""
    for place, line in enumerate(lines, start=1):
        if line.seq != place:
            yield f"Case {case.pk}: line {place} is missing."
            return
        if line.prev_hash != before or digest(line) != line.hash:
            yield f"Case {case.pk}: line {place} is not as it was written ({line._meta.label} {line.subject_id})."
            return
        before = line.hash
    if (case.seq, case.head) != (len(lines), before):
        yield f"Case {case.pk}: line {len(lines) + 1} is missing, or the case's own count was changed."


def state_differences(model) -> Iterator[str]:
    """Records whose present state is not where their last line of history leads."""
    lines = history_of(model)._base_manager.filter(subject=OuterRef("pk"))
    explained = lines.filter(version=OuterRef("version"), target=OuterRef("state"))
    later = lines.filter(version__gt=OuterRef("version"))
    strange = model._base_manager.filter(~Exists(explained) | Q(Exists(later)))
    for pk, state in strange.values_list("pk", "state").iterator():
        yield f"{model._meta.label} {pk}: its state {state!r} is not where its history leads."
