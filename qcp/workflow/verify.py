"""Is the history of every case as it was written? Names the first line that is not."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from .chain import digest
from .machines import history_of, models
from .models import Case


def differences() -> Iterator[str]:
    """A sentence per damaged case and per record whose state its history does not explain. None: all is as written."""
    cases = {case.pk: case for case in Case.objects.iterator()}
    lines = sorted(all_lines(), key=lambda line: (str(line.case_id), line.seq))
    for case_id, chain in groupby(lines, key=attrgetter("case_id")):
        yield from chain_differences(cases.pop(case_id), list(chain))
    yield from (f"Case {case.pk}: all {case.seq} lines are gone." for case in cases.values() if case.seq)
    for model in models():
        yield from state_differences(model)


def all_lines() -> Iterator:
    for model in models():
        yield from history_of(model)._base_manager.iterator()


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
    latest = {}
    for line in (
        history_of(model)._base_manager.order_by("subject_id", "version").values("subject_id", "version", "target")
    ):
        latest[line["subject_id"]] = (line["version"], line["target"])
    for pk, version, state in model._base_manager.values_list("pk", "version", "state"):
        if latest.get(pk) != (version, state):
            yield f"{model._meta.label} {pk}: its state {state!r} is not where its history leads."
