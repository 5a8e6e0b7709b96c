"""Bring QOPI measure sets in, after saying of every set what would happen."""

import json
import sys

import yaml
from django.core.management.base import BaseCommand, CommandError

from practices.actions.measures import bring_in
from practices.imports import answers
from practices.imports.measures import MeasureImport


class Command(BaseCommand):
    help = "Brings in QOPI measure sets (YAML): all or nothing, and only with --apply."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is changed")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args, **options):
        imported = MeasureImport(content_of(options["file"]))
        applied = options["apply"] and not imported.refused
        if applied:
            bring_in(imported)
        if options["json"]:
            self.stdout.write(json.dumps({"applied": applied, "rows": answers.rows_json(imported.verdicts)}))
        else:
            self.stdout.write(answers.as_text(imported.verdicts, applied))
        if imported.refused:
            sys.exit(1)


def content_of(path: str):
    try:
        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"The file cannot be read: {error}") from error
