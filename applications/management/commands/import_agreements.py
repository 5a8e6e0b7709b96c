"""Bring agreement texts in, after saying of each what would happen."""

import json
import sys
from dataclasses import asdict

import yaml
from django.core.management.base import BaseCommand, CommandError

from applications.actions.catalogue import publish_all
from applications.catalogue.agreements import read


class Command(BaseCommand):
    help = "Brings in the agreements of step 2 (YAML): all or nothing, and only with --apply."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is changed")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args, **options):
        texts = read(content_of(options["file"]))
        verdicts = [verdict for _, verdict in texts]
        refused = any(verdict.verdict == "refused" for verdict in verdicts)
        applied = options["apply"] and not refused
        if applied:
            publish_all([row for row, _ in texts])
        if options["json"]:
            self.stdout.write(json.dumps({"applied": applied, "rows": [asdict(verdict) for verdict in verdicts]}))
        else:
            for verdict in verdicts:
                self.stdout.write(f"{verdict.verdict:10} {verdict.row} {verdict.message}".rstrip())
            self.stdout.write("Written. Open applications are asked to sign." if applied else "Nothing was written.")
        if refused:
            sys.exit(1)


def content_of(path: str):
    try:
        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"The file cannot be read: {error}") from error
