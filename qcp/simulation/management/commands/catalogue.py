"""`manage.py catalogue`: the delivered standards, agreements, fees and measures, where none are there yet."""

from django.core.management.base import BaseCommand

from qcp.simulation.catalogue import bring_in


class Command(BaseCommand):
    help = "Brings in the placeholder catalogues that come with the portal; what is there already stays."

    def handle(self, **options):
        for line in bring_in():
            self.stdout.write(line)
