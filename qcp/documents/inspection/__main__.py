"""The child: limits itself, looks at one file, prints one JSON line."""

import dataclasses
import json
import resource
import sys

from . import look
from .finding import Finding

PROCESSOR_SECONDS = 20
MEMORY = 512 * 1024 * 1024
TOO_MUCH = "It unpacks to more than a document needs. Save it anew from the program that made it, or split it."


def main(path: str, endings: str, allowed: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it reads; it writes nothing
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        finding = look.at(path, json.loads(endings), json.loads(allowed))
    except (MemoryError, RecursionError):
        finding = Finding(problem=TOO_MUCH)
    sys.stdout.write(json.dumps(dataclasses.asdict(finding)))


main(*sys.argv[1:])
