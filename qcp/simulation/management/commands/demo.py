"""`manage.py demo`: the demo program, built once through the real actions; asked again it changes nothing."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from qcp.simulation.demo import load
from qcp.simulation.memory import collect_seldom


class Command(BaseCommand):
    help = "Loads the demo program into the embedded portal."

    def handle(self, **options):
        if not settings.EMBEDDED:
            raise CommandError("The demo belongs to the embedded portal (make run); this one is in production.")
        call_command("migrate", verbosity=0)
        call_command("catalogue")
        collect_seldom()
        self.stdout.write("Loaded the demo program." if load() else "The demo program is there already.")
