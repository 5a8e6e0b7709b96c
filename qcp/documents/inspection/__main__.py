"""The child: limits itself, does one thing with one file, prints one JSON line."""

import dataclasses
import json
import resource
import sys
from collections.abc import Callable

from . import look, pictures
from .finding import Finding

PROCESSOR_SECONDS = 20
MEMORY = 512 * 1024 * 1024
DRAWING_MEMORY = 2 * MEMORY  # a large photo, and the same turned
PICTURE_BYTES = 64 * 1024 * 1024
TOO_MUCH = "It unpacks to more than a document needs. Save it anew from the program that made it, or split it."
DRAWS: dict[str, Callable[..., list]] = {
    "pages": pictures.pages,
    "photo": pictures.photo,
    "anew": pictures.anew,
    "text": pictures.text,
}


def main(task: str, path: str, given: str) -> None:
    written = PICTURE_BYTES if task in DRAWS else 0  # a look reads; it writes nothing
    memory = DRAWING_MEMORY if task in DRAWS else MEMORY
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = DRAWS[task](path, *json.loads(given)) if task in DRAWS else looked_at(path, *json.loads(given))
    sys.stdout.write(json.dumps(answer))


def looked_at(path: str, endings: list[str], allowed: list[str]) -> dict:
    try:
        finding = look.at(path, endings, allowed)
    except (MemoryError, RecursionError):
        finding = Finding(problem=TOO_MUCH)
    return dataclasses.asdict(finding)


main(*sys.argv[1:])
