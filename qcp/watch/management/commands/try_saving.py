"""`manage.py try_saving ADDRESS`: signs in from outside and saves one word; exit 1 with a sentence when it fails."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

from qcp import clock
from qcp.watch.visitor import Failed, Visitor


class Command(BaseCommand):
    help = "Goes through the portal as a person would, and saves one word of an application. For a copy of the portal."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("address", help="such as https://trial.example.org")
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS", help="again and again; without: once")

    def handle(self, address, every, **options):
        visitor, failed = Visitor(address, *settings.VISITOR), False
        while True:
            failed = self.failed(visitor)
            if not every:
                break
            time.sleep(every)
        if failed:
            sys.exit(1)

    def failed(self, visitor: Visitor) -> bool:
        """One round, told in one line; the session is kept for the next, and begun anew after a failure."""
        try:
            if not visitor.session.cookies:
                visitor.sign_in()
            visitor.save_a_word()
        except Failed as failure:
            visitor.session.cookies.clear()
            self.stderr.write(f"{clock.now():%Y-%m-%dT%H:%M:%SZ} FAILED {failure}")
            return True
        self.stdout.write(f"{clock.now():%Y-%m-%dT%H:%M:%SZ} saved")
        return False
