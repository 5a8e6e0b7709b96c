"""`manage.py verify_history`: exit 1 when any line of any case's history is not as it was written."""

import json
import sys

from django.core.management.base import BaseCommand

from qcp.workflow.verify import differences, number_of_lines, one_moment


class Command(BaseCommand):
    help = "Checks the hash chain of every case and every record's state against its history."

    def handle(self, **options):
        with one_moment():
            found, lines = list(differences()), number_of_lines()
        self.stdout.write(json.dumps({"lines": lines, "differences": found}, indent=2))
        if found:
            sys.exit(1)
