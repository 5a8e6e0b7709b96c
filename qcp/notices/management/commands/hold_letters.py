"""`manage.py hold_letters`: after bringing back a backup in place, before a worker starts."""

from django.core.management.base import BaseCommand

from qcp.notices.epoch import hold_all


class Command(BaseCommand):
    help = "Holds back every letter that waits; the office sends each again or settles it."

    def handle(self, **options):
        self.stdout.write(f"{hold_all()} letters are held back.")
