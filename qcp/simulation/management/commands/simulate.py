"""`manage.py simulate`: one JSON object on standard output; exit 1 on any violation."""

import json
import sys

from django.core.management.base import BaseCommand

from qcp.simulation.breaks import BREAKS
from qcp.simulation.memory import collect_seldom
from qcp.simulation.run import simulate


class Command(BaseCommand):
    help = "Runs a whole program in fast motion through the real actions, in a throw-away database."
    requires_system_checks: list[str] = []  # `make check` runs them

    def add_arguments(self, parser):
        parser.add_argument("--practices", type=int, default=40)
        parser.add_argument("--years", type=int, default=4)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--faults", action="store_true", help="kill and repeat work at random points")
        parser.add_argument("--break", dest="broken", default="", choices=["", *BREAKS], metavar="NAME", help=named())

    def handle(self, practices, years, seed, faults, broken, **options):
        collect_seldom()
        result = simulate(practices=practices, years=years, seed=seed, faults=faults, broken=broken)
        self.stdout.write(json.dumps(result, indent=2, sort_keys=True))
        if result["violations"]:
            sys.exit(1)


def named() -> str:
    return "switch a fault on, which the invariants must find: " + ", ".join(BREAKS)
