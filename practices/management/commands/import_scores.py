"""Bring QOPI scores and charts in, after saying of every line what would happen."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from practices.actions.score_import import bring_in
from practices.imports import answers
from practices.imports.scores import ScoreImport
from qcp.accounts.models import User
from qcp.workflow.refusals import Refused
from qcp.workflow.system import SYSTEM


class Command(BaseCommand):
    help = "Brings in QOPI scores and charts (CSV): all or nothing, and only with --apply."

    def add_arguments(self, parser):
        parser.add_argument("scores")
        parser.add_argument("--charts", help="the charts of each module")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is changed")
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")
        parser.add_argument("--by", help="e-mail of the member of staff who corrects a final round")

    def handle(self, *args, **options):
        charts = content_of(options["charts"]) if options["charts"] else None
        imported = ScoreImport(content_of(options["scores"]), charts)
        if options["apply"] and not imported.refused:
            self.apply(imported, person(options["by"]), Path(options["scores"]).name)
        applied = options["apply"] and not imported.refused
        json = options["json"]
        self.stdout.write(answers.scores_json(imported) if json else answers.as_text(imported.verdicts, applied))
        if imported.refused:
            sys.exit(1)

    def apply(self, imported, by, name):
        """A refusal of the whole becomes the verdict on each line that asked for it."""
        try:
            bring_in(imported, by=by, note=f"Imported from {name}.")
        except Refused as refusal:
            for batch in imported.batches.values():
                if batch.is_correction and batch.changes:
                    for row in batch.rows.values():
                        row.verdict.refuse(" ".join(refusal.problems))


def content_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"The file cannot be read: {error}") from error


def person(email: str | None):
    if not email:
        return SYSTEM
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no account {email}.") from error
