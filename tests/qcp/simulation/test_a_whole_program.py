"""A whole program in fast motion, through the real actions: nothing breaks, and the same seed tells the same story."""

import json
import os
import subprocess
import sys
import tempfile

import pytest

from qcp.simulation.twists import SCRIPTED, TWISTS
from tests.architecture.sources import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("QCP_", "DJANGO_"))}
    environment = {**own, "QCP_RUN_DIR": tempfile.mkdtemp(prefix="qcp-tests-")}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def simulate(*arguments: str) -> subprocess.CompletedProcess:
    return run("manage.py", "simulate", *arguments)


@pytest.mark.parametrize("more", [(), ("--faults",)], ids=["undisturbed", "with work killed and repeated"])
def test_a_small_program_keeps_every_promise(more):
    done = simulate("--practices", "5", "--years", "1", "--seed", "3", *more)

    assert json.loads(done.stdout)["violations"] == []
    assert done.returncode == 0


def test_the_same_seed_gives_the_same_bytes():
    first, second = (simulate("--practices", "2", "--years", "1", "--seed", "2").stdout for _ in range(2))

    assert first == second


def test_every_named_fault_is_found():
    done = run("-m", "tests.prove.broken_programs")

    assert json.loads(done.stdout) == []


def test_an_unknown_fault_is_refused_by_name():
    assert "invalid choice: 'nonsense'" in simulate("--break", "nonsense").stderr


def test_the_scripted_fates_meet_every_twist():
    """What the first lives of each seed do not play, no seed could promise."""
    assert sorted(TWISTS.keys() - set().union(*SCRIPTED)) == []
