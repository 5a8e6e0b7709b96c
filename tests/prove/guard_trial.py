"""Do the tests notice a guard that is wrong? One run of the tests, then each mutant in a child of that very process.

`python -m tests.prove.guard_trial 50` answers `<killed> <tried>`; each that nothing noticed is named on standard error.
The first run shows which tests ask which guard; a mutant is then shown to those alone, the quickest first.
"""

import contextlib
import os
import signal
import sys
import time
from collections import defaultdict

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.test")  # before the portal names its own default

from tests.prove import mutants  # noqa: E402

TESTS = [
    *(f"tests/practices/test_{name}.py" for name in ("asking_for_a_waiver", "deciding_waivers", "changing_organisation",
                                                     "submitting_scores")),
    *(f"tests/applications/test_{name}.py" for name in ("accepting", "applying_again", "being_eligible", "extending",
                                                        "invoices", "lapsing", "opening", "policy_documents",
                                                        "returning", "submitting", "withdrawing", "nothing_missing")),
    *(f"tests/surveys/test_{name}.py" for name in ("declaring", "holding", "matching", "ordering", "scheduling")),
    *(f"tests/compliance/test_{name}.py" for name in ("action_plans", "after_a_change", "appealing", "certifying",
                                                      "deciding", "reporting", "revoking")),
    "tests/applications/payments/test_a_bank_that_fails.py::test_a_lost_dispute_ends_in_a_new_invoice_when_two_people_agree",
    "tests/qcp/workflow/test_guards_alone.py",
]  # fmt: skip
QUIET = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header"]
NOTICED, UNNOTICED, PATIENCE = 3, 0, 300  # seconds, after which a test that hangs counts as noticing


class Trial:
    """A plugin of pytest: the usual run, writing down who asks what, and after it one child per mutant."""

    def __init__(self, size: int, only: str):
        self.size, self.only = size, only
        self.asked: set = set()
        self.tests: dict = defaultdict(list)  # guard -> (seconds, test)
        self.is_child, self.failed = False, False
        self.killed: list[str] = []
        self.survivors: list[str] = []

    def pytest_runtest_logreport(self, report):
        if report.failed and self.is_child:
            os._exit(NOTICED)
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        chosen = mutants.seeded(self.size)
        chosen = [each for each in chosen if self.only in each.name]
        for each in {mutant.guard for mutant in chosen}:
            self.write_down(each)
        alone = [item for item in session.items if not starts_over(item)]
        self.healthy_run(alone)
        if self.failed:
            raise pytest.UsageError("The tests fail without any mutant.")
        for mutant in chosen:
            noticed = self.show(session, mutant, [test for _, test in sorted(self.tests[mutant.guard], key=first)])
            (self.killed if noticed else self.survivors).append(mutant.name)
        return True

    def write_down(self, guard) -> None:
        real = guard.problems

        def asked(*given, **named):
            self.asked.add(guard)
            return real(*given, **named)

        asked.__module__, asked.__wrapped__ = real.__module__, real
        guard.problems = asked

    def healthy_run(self, items) -> None:
        for place, item in enumerate(items):
            began = time.monotonic()
            self.asked.clear()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=items[(place + 1) % len(items)])
            for guard in self.asked:
                self.tests[guard].append((time.monotonic() - began, item))

    def show(self, session, mutant, items) -> bool:
        """In a child, which has the filled database of the parent and leaves no trace in it."""
        if not items:
            return False
        session._setupstate.teardown_exact(items[0])
        child = os.fork()
        if child == 0:
            self.is_child = True
            signal.alarm(PATIENCE)
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            mutant.guard.problems = mutant.problems
            for item, following in zip(items, [*items[1:], items[0]], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            os._exit(UNNOTICED)
        return os.waitpid(child, 0)[1] != 0


def first(pair):
    return pair[0]


def starts_over(item) -> bool:
    """Tests with real commits empty the tables, and with them what the next child begins with."""
    return any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))


def main(size: int, only: str = "", tests=()) -> int:
    trial = Trial(size, only)
    out = os.dup(1)
    os.dup2(2, 1)  # what pytest says is no answer
    code = pytest.main([*QUIET, *(tests or TESTS)], plugins=[trial])
    os.dup2(out, 1)
    print(*(f"unnoticed: {name}" for name in trial.survivors), sep="\n", file=sys.stderr)
    print(len(trial.killed), len(trial.killed) + len(trial.survivors))
    return int(code)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:3], tests=sys.argv[3:]))
