"""Compare every stored file with the hash written down when it was stored, and the store with the rows."""

import json
import sys

from django.core.management.base import BaseCommand

from qcp.documents.integrity import differences


class Command(BaseCommand):
    help = "Compare stored files with their rows and hashes, both ways; one JSON line, exit 1 on any difference."

    def handle(self, *args, **options):
        checked, found = differences()
        self.stdout.write(json.dumps({"files": checked, "differences": found}, sort_keys=True))
        if found:
            sys.exit(1)
