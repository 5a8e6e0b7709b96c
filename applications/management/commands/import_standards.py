"""Bring a catalogue of standards in, after saying of every row what would happen."""

import json
import sys
from dataclasses import asdict

import yaml
from django.core.management.base import BaseCommand, CommandError

from applications.actions import catalogue as actions
from applications.catalogue.rows import loaded, read


class Command(BaseCommand):
    help = "Brings in a catalogue of standards (YAML): all or nothing, and only with --apply."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is changed")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args, **options):
        catalogue = read(content_of(options["file"]))
        actions.compare(catalogue)
        applied = options["apply"] and not catalogue.refused
        if applied:
            actions.bring_in(catalogue)
        self.stdout.write(as_json(catalogue, applied) if options["json"] else as_text(catalogue, applied))
        if catalogue.refused:
            sys.exit(1)


def content_of(path: str) -> dict:
    try:
        with open(path, encoding="utf-8") as file:
            content = loaded(file.read())
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"The file cannot be read: {error}") from error
    if not isinstance(content, dict) or not content.get("standards"):
        raise CommandError("The file holds no standards.")
    return content


def as_json(catalogue, applied: bool) -> str:
    rows = [asdict(verdict) for verdict in catalogue.verdicts.values()]
    return json.dumps({"applied": applied, "refused": len(catalogue.refused), "rows": rows})


def as_text(catalogue, applied: bool) -> str:
    lines = [f"{each.verdict:10} {each.row} {each.message}".rstrip() for each in catalogue.verdicts.values()]
    if catalogue.refused:
        lines.append(f"Nothing was written: {len(catalogue.refused)} rows were refused.")
    else:
        lines.append("Written." if applied else "Nothing was written. Add --apply to write it.")
    return "\n".join(lines)
