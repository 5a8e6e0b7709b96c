"""What a file is and whether it is sound, found out in a child process: a hostile file takes down only that."""

import json
import subprocess
import sys
from pathlib import Path

from . import kinds
from .finding import Finding

TEXT = "text.json"  # what the child calls the words that it read
HERE = Path(__file__).resolve().parent
PATIENCE = 60  # seconds of wall time; the child's own limit is 20 seconds of work
GAVE_UP = Finding(
    problem="It could not be read within safe limits of time and memory. Save it anew from the program that made it, "
    "or split it into smaller files."
)

# The same bytes under the same ending have the same answer: the latest ones are remembered.
REMEMBERED: dict[tuple, Finding] = {}
KEPT = 500


def inspect(path: str, *, label: str, purpose: str, sha256: str) -> Finding:
    """Look at one file; answers within a minute, whatever the file does."""
    endings = [ending.lower() for ending in Path(label).suffixes[-2:]]
    allowed = [kind.content_type for kind in kinds.taken_for(purpose)]
    key = (sha256, *endings, *allowed)
    if key not in REMEMBERED:
        finding = in_child(path, endings, allowed)
        if finding is GAVE_UP:
            return finding
        while len(REMEMBERED) >= KEPT:
            REMEMBERED.pop(next(iter(REMEMBERED)))
        REMEMBERED[key] = finding
    return REMEMBERED[key]


def in_child(path: str, endings: list[str], allowed: list[str]) -> Finding:
    """The finding of a child process, or that it gave up."""
    try:
        return Finding(**run("look", path, endings, allowed))
    except (Failed, TypeError):
        return GAVE_UP


class Failed(Exception):
    """The child gave no answer: it ran into its limits, or broke."""


def run(task: str, path: str, *given):
    """Run this package by itself, without the portal around it; it limits itself before it opens the file."""
    command = [sys.executable, "-m", HERE.name, task, path, json.dumps(given)]
    try:
        answer = subprocess.run(  # noqa: S603  our own module; the file is named by our own temporary path
            command,
            cwd=HERE.parent,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        return json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Failed from error
