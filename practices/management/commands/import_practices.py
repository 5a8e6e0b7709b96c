"""Bring practices and their sites in, after saying of every line what would happen."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from practices.actions.practices import bring_in
from practices.imports import answers
from practices.imports.practices import PracticeImport


class Command(BaseCommand):
    help = "Brings in practices and their sites (CSV): all or nothing, and only with --apply."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is changed")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args, **options):
        imported = PracticeImport(content_of(options["file"]))
        applied = options["apply"] and not imported.refused
        if applied:
            bring_in(imported)
        if options["json"]:
            self.stdout.write(json.dumps({"applied": applied, "rows": answers.rows_json(imported.verdicts)}))
        else:
            self.stdout.write(answers.as_text(imported.verdicts, applied))
        if imported.refused:
            sys.exit(1)


def content_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"The file cannot be read: {error}") from error
