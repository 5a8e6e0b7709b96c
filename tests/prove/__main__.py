"""`make prove`: the full figures of the acceptance rules, each a line `id figure goal`; exit 1 when one is missed.

Each figure is a module beside this one with `FIGURES = {id: (run, full_size)}`; `run(size)` gives a Figure.
The suite runs about a tenth of each.
"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path

import django
from django.test.utils import setup_databases, setup_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.test")


def main() -> int:
    django.setup()
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    missed = 0
    for module in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if module.stem != "figure":
            missed += sum(not shown(identity, *each) for identity, each in figures(module.stem).items())
    return 1 if missed else 0


def figures(name: str) -> dict:
    return getattr(import_module(f"tests.prove.{name}"), "FIGURES", {})


def shown(identity: str, run, size: int) -> bool:
    began = time.monotonic()
    figure = run(size)
    verdict = "ok" if figure.reached else "MISSED"
    print(f"{identity} {figure.text} goal {figure.goal} [{verdict}, {time.monotonic() - began:.0f} s]", flush=True)
    return figure.reached


if __name__ == "__main__":
    sys.exit(main())
