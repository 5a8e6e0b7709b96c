"""`manage.py workflows`: the declared machines, from the code."""

import json

from django.core.management.base import BaseCommand

from qcp.workflow.diagrams import mermaid
from qcp.workflow.machines import described, models


class Command(BaseCommand):
    help = "Shows every workflow with its states and moves."

    def add_arguments(self, parser):
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="one JSON object")
        form.add_argument("--mermaid", action="store_true", help="state diagrams")

    def handle(self, **options):
        machines = [described(model) for model in models()]
        if options["json"]:
            self.stdout.write(json.dumps({"workflows": machines}, indent=2))
            return
        for machine in machines:
            if options["mermaid"]:
                self.stdout.write(f"%% {machine['slug']}\n{mermaid(machine)}\n")
            else:
                self.stdout.write(f"{machine['slug']}: {', '.join(machine['states'])}")
                for move in machine["moves"]:
                    self.stdout.write(f"  {move['name']}: {' | '.join(move['from'])} -> {move['to']} ({move['who']})")
