"""E-89: a year of many practices under a fast clock; the invariants count every reminder and every letter.

And seeds 1 to 5 together, forty practices over four years each, take every move of the main path and reach its ends.
"""

import json
import os
import subprocess
import sys
import tempfile

from qcp.workflow.machines import described, model_of

from .apart import ROOT
from .figure import Figure

PATH = [
    "score-submission",
    "application",
    "invoice",
    "policy-document",
    "survey",
    "report",
    "action-plan",
    "decision",
    "certification",
]


def run(size: int) -> Figure:
    """So many practices; none of them counts when a single promise was broken."""
    broken = simulated("--practices", str(size), "--years", "1", "--seed", "89")["violations"]
    print(*broken[:20], sep="\n", end="\n" if broken else "")
    return Figure(0 if broken else size, size)


def simulated(*words: str) -> dict:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("QCP_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="qcp-soak-") as folder:
        command = [sys.executable, "manage.py", "simulate", *words]
        environment = {**own, "QCP_RUN_DIR": folder}
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    return json.loads(done.stdout)


def every_move(practices: int) -> Figure:
    """The moves and last states of the main path that five seeds come to; what is missing is printed."""
    came_to: set[str] = set()
    for seed in range(1, 6):
        story = simulated("--practices", str(practices), "--years", "4", "--seed", str(seed))
        came_to |= {f"{slug} {move}" for slug, moves in story["moves"].items() for move in moves}
        came_to |= {f"{slug} = {state}" for slug, states in story["states"].items() for state in states}
    wanted = {each for slug in PATH for each in moves_and_ends(model_of(slug))}
    print(*sorted(wanted - came_to), sep="\n", end="\n" if wanted - came_to else "")
    return Figure(len(wanted & came_to), len(wanted))


def moves_and_ends(model):
    machine = described(model)
    left = {state for move in machine["moves"] for state in move["from"]}
    yield from (f"{model.slug} {move['name']}" for move in machine["moves"])
    yield from (f"{model.slug} = {state}" for state in machine["states"] if state not in left)


FIGURES = {"E-89": (run, 2000), "every move": (every_move, 40)}
